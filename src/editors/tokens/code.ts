import { scan, templateParts } from './scan.ts';

const isComment = (token: string) => token.startsWith('//') || token.startsWith('/*');
const isText = (token: string) => /^["']/.test(token);

/** A text without the choice of quotes: what needs no escape has none. */
const unquoted = (token: string) => token.slice(1, -1).replace(/\\(["'])/g, '$1');

function shown(token: string): string {
  if (isComment(token)) return token.replace(/\s*\n[\s*]*/g, ' ').trim();
  if (isText(token)) return `'${unquoted(token)}'`;
  if (!token.startsWith('`')) return token;
  return templateParts(token)
    .map(({ text, isCode }) => (isCode ? codeTokens(text).join(' ') : text))
    .join('');
}

/** What a formatter adds and takes away: semicolons, commas in front of a closing bracket, the first `|` of a union. */
function isOptional(tokens: readonly string[], n: number): boolean {
  const [before = '', token, after = ''] = [tokens[n - 1], tokens[n], tokens[n + 1]];
  if (token === ',') return /^[)\]}>]$/.test(after);
  if (token === '|') return /^(as|[=:<(,])$/.test(before) && after !== '|';
  return token === ';';
}

/** Where the bracket closes that opens at a token. */
function closing(tokens: readonly string[], open: number): number {
  let depth = 0;
  for (let n = open; n < tokens.length; n++) {
    if (tokens[n] === '(') depth++;
    if (tokens[n] === ')' && --depth === 0) return n;
  }
  return -1;
}

const isArrow = (tokens: readonly string[], n: number) =>
  tokens[n] === '=' && tokens[n + 1] === '>';

/** Whether an operator follows, so that parentheses in front of it mean something. */
const isOperator = (token = '') =>
  /^([.[(+\-*/%&|^<>=?!`]|as|in|instanceof|satisfies)$/.test(token);

/** Whether parentheses hold a whole value, as in `return (a || b)`, or the one parameter of an arrow function. */
function isNeedless(tokens: readonly string[], open: number, close: number): boolean {
  if (isArrow(tokens, close + 1)) return close === open + 2 && /^[\w$]+$/.test(tokens[open + 1]!);
  const [before = '', first] = [tokens[open - 1], tokens[open + 1]];
  const isValue = /^(return|[=>(,[?:{])$/.test(before) && first !== '{' && close > open + 1;
  return isValue && !isOperator(tokens[close + 1]);
}

function withoutParentheses(tokens: readonly string[]): readonly string[] {
  const needless = new Set<number>();
  for (const [n, token] of tokens.entries()) {
    if (token !== '(') continue;
    const close = closing(tokens, n);
    if (close > n && isNeedless(tokens, n, close)) needless.add(n).add(close);
  }
  return tokens.filter((_, n) => !needless.has(n));
}

/** `{ 'a': 1 }` is `{ a: 1 }`. */
const asKey = (tokens: readonly string[], token: string, n: number) =>
  isText(token) && /^[{,]$/.test(tokens[n - 1] ?? '') && tokens[n + 1] === ':'
    ? token.replace(/^'([A-Za-z_$][\w$]*)'$/, '$1')
    : token;

/**
 * The tokens of code, without what a formatter decides: white space, quotes, semicolons, last commas, and parentheses
 * around a whole value. It is no parser: only equal tokens mean something.
 */
export function codeTokens(text: string): readonly string[] {
  const all = scan(text.replaceAll('\r\n', '\n')).map(shown);
  const kept = withoutParentheses(all.filter((_, n) => !isOptional(all, n)));
  return kept.map((token, n) => asKey(kept, token, n));
}
