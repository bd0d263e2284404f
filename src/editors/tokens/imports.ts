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

/**
 * The tokens of a module with the imports that it begins with sorted, and the comments among them: so an import sorter
 * changes nothing, while each import, name and comment still counts.
 */
export function withSortedImports(tokens: readonly string[]): readonly string[] {
  const head: (readonly string[])[] = [];
  let at = 0;
  for (let end = endOf(tokens, at); end !== undefined; end = endOf(tokens, at)) {
    head.push(tokens.slice(at, end));
    at = end;
  }
  const ordered = head.filter(runs).map((each) => each.join(' '));
  const others = head.filter((each) => !runs(each)).map(withSortedNames);
  return [...ordered, ...others.sort(), ...tokens.slice(at)];
}
