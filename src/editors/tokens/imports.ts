const isComment = (token = '') => token.startsWith('//') || token.startsWith('/*');
const isText = (token = '') => token.startsWith("'");

/** Where the import that begins at a token ends; undefined for other tokens, for `import()`, and for imports `with`. */
function importEnd(tokens: readonly string[], start: number): number | undefined {
  if (tokens[start] !== 'import') return undefined;
  const module = tokens.findIndex((token, n) => n > start && !/^([\w$]+|[{},*])$/.test(token));
  return isText(tokens[module]) && tokens[module + 1] !== 'with' ? module + 1 : undefined;
}

const endOf = (tokens: readonly string[], at: number) =>
  isComment(tokens[at]) ? at + 1 : importEnd(tokens, at);

/** An import with the names in its braces sorted. */
function withSortedNames(all: readonly string[]): string {
  const [open, close] = [all.indexOf('{') + 1, all.indexOf('}')];
  if (open === 0) return all.join(' ');
  const names = all.slice(open, close).join(' ').split(' , ').sort().join(' , ');
  return [...all.slice(0, open), names, ...all.slice(close)].join(' ');
}

/** An import without names runs its module, so that its order means something. */
const runs = ([first, , ...more]: readonly string[]) => first === 'import' && more.length === 0;

/** How many of a module's tokens are the imports that it begins with, and the comments among them. */
export function importsLength(tokens: readonly string[]): number {
  let length = 0;
  for (let end = endOf(tokens, 0); end !== undefined; end = endOf(tokens, end)) length = end;
  return length;
}

/**
 * The imports that a module begins with, sorted, from their tokens: so an import sorter changes nothing, while each
 * import, name and comment still counts.
 */
export function sortedImports(tokens: readonly string[]): readonly string[] {
  const all: (readonly string[])[] = [];
  for (let at = 0; at < tokens.length; at += all.at(-1)!.length)
    all.push(tokens.slice(at, endOf(tokens, at)));
  const ordered = all.filter(runs).map((each) => each.join(' '));
  const others = all.filter((each) => !runs(each)).map(withSortedNames);
  return [...ordered, ...others.sort()];
}
