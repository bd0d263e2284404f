import { scan, templateParts } from './scan.ts';

const isComment = (token: string) => token.startsWith('//') || token.startsWith('/*');
const isText = (token: string) => token[0] === "'" || token[0] === '"';

/** A text without the choice of quotes: what needs no escape has none. */
const unquoted = (token: string) => token.slice(1, -1).replace(/\\(["'])/g, '$1');

/** The character codes of what begins texts, template literals, comments and regular expressions. */
const [DOUBLE, SINGLE, BACKTICK, SLASH] = [0x22, 0x27, 0x60, 0x2f];

/** Most tokens are words and signs, which stay: one character tells them from others. */
function isPlain(token: string): boolean {
  const first = token.charCodeAt(0);
  return first !== SINGLE && first !== DOUBLE && first !== BACKTICK && first !== SLASH;
}

function shown(token: string): string {
  if (isComment(token)) return token.replace(/\s*\n[\s*]*/g, ' ').trim();
  if (isText(token)) return `'${unquoted(token)}'`;
  if (!token.startsWith('`')) return token;
  return templateParts(token)
    .map(({ text, isCode }) => (isCode ? codeTokens(text).join(' ') : text))
    .join('');
}

const CLOSING = new Set(')]}>');

/** What a formatter adds and takes away: semicolons, commas in front of a closing bracket, the first `|` of a union. */
function isOptional(tokens: readonly string[], n: number): boolean {
  const token = tokens[n]!;
  if (token === ',') return CLOSING.has(tokens[n + 1] ?? '');
  if (token === '|') return /^(as|[=:<(,])$/.test(tokens[n - 1] ?? '') && tokens[n + 1] !== '|';
  return token === ';';
}

/** The parentheses of some tokens: where each opens, and where it closes. */
function pairsIn(tokens: readonly string[]): readonly (readonly [open: number, close: number])[] {
  const open: number[] = [];
  const pairs: [number, number][] = [];
  for (let n = 0; n < tokens.length; n++) {
    if (tokens[n] === '(') open.push(n);
    if (tokens[n] === ')' && open.length > 0) pairs.push([open.pop()!, n]);
  }
  return pairs;
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
  for (const [open, close] of pairsIn(tokens))
    if (isNeedless(tokens, open, close)) needless.add(open).add(close);
  return needless.size === 0 ? tokens : tokens.filter((_, n) => !needless.has(n));
}

/** `{ 'a': 1 }` is `{ a: 1 }`. */
const asKey = (tokens: readonly string[], token: string, n: number) =>
  tokens[n + 1] === ':' && isText(token) && /^[{,]$/.test(tokens[n - 1] ?? '')
    ? token.replace(/^'([A-Za-z_$][\w$]*)'$/, '$1')
    : token;

/**
 * The tokens of code, without what a formatter decides: white space, quotes, semicolons, last commas, and parentheses
 * around a whole value. It is no parser: only equal tokens mean something.
 */
export function codeTokens(text: string): readonly string[] {
  const all: string[] = [];
  for (const token of scan(text.replaceAll('\r\n', '\n')))
    all.push(isPlain(token) ? token : shown(token));
  const needed: string[] = [];
  for (let n = 0; n < all.length; n++)
    if (all[n]!.length > 1 || !isOptional(all, n)) needed.push(all[n]!);
  const kept = withoutParentheses(needed);
  return kept.map((token, n) => (token.charCodeAt(0) === SINGLE ? asKey(kept, token, n) : token));
}
