/** One token of JavaScript or TypeScript, or white space. A literal that spans lines is one token. */
const TOKEN =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|[\w$]+|[\s\S]/g;

const isComment = (token: string) => token.startsWith('//') || token.startsWith('/*');
const isText = (token: string) => /^["']/.test(token);

/** A text without the choice of quotes: what needs no escape has none. */
const unquoted = (token: string) => token.slice(1, -1).replace(/\\(["'])/g, '$1');

const shown = (token: string) => {
  if (isComment(token)) return token.replace(/\s*\n[\s*]*/g, ' ').trim();
  return isText(token) ? `'${unquoted(token)}'` : token;
};

/** What a formatter adds and takes away: semicolons, and commas in front of a closing bracket. */
const isOptional = (tokens: readonly string[], n: number) =>
  tokens[n] === ';' || (tokens[n] === ',' && /^[)\]}>]$/.test(tokens[n + 1] ?? ''));

/** `(x) =>` is `x =>`. */
const isWrapped = (tokens: readonly string[], n: number) =>
  tokens[n] === '(' &&
  /^[\w$]+$/.test(tokens[n + 1] ?? '') &&
  tokens.slice(n + 2, n + 5).join('') === ')=>';

/** `{ 'a': 1 }` is `{ a: 1 }`. */
const asKey = (tokens: readonly string[], token: string, n: number) =>
  isText(token) && /^[{,]$/.test(tokens[n - 1] ?? '') && tokens[n + 1] === ':'
    ? token.replace(/^'([A-Za-z_$][\w$]*)'$/, '$1')
    : token;

/**
 * The tokens of code, without what a formatter decides: white space, quotes, semicolons, last commas, and parentheses
 * around the one parameter of an arrow function. It is no parser: only equal tokens mean something.
 */
export function codeTokens(text: string): readonly string[] {
  const all = (text.match(TOKEN) ?? []).filter((each) => each.trim() !== '').map(shown);
  const unwrapped = all.flatMap((token, n) => {
    if (isWrapped(all, n)) return [];
    return n > 1 && isWrapped(all, n - 2) ? [] : [token];
  });
  const kept = unwrapped.filter((_, n) => !isOptional(unwrapped, n));
  return kept.map((token, n) => asKey(kept, token, n));
}
