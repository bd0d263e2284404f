/** White space, a comment, a text, a word, or any other character: whichever is at the place. */
const TOKEN =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"|[\w$]+|[\s\S]/y;

const REGEXP = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;

/** Behind these, a slash begins a regular expression. */
const BEFORE_VALUE = /^([(,=:[!&|?{};+]|return|=>)$/;

/** Where a template literal ends, and its `${}`, which may hold others. */
function templateEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return at + 1;
    else if (text.startsWith('${', at)) at = holeEnd(text, at + 2);
  }
  return text.length;
}

/** Where the `}` of a hole in a template literal is. */
function holeEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '`') at = templateEnd(text, at) - 1;
    else if (text[at] === '{') depth++;
    else if (text[at] === '}' && depth-- === 0) return at;
  }
  return text.length;
}

/** A template literal as its texts and the code in its holes. */
export function templateParts(literal: string): readonly { text: string; isCode: boolean }[] {
  const parts = [];
  let from = 0;
  for (let at = 1; at < literal.length; at++) {
    if (literal[at] === '\\') at++;
    else if (literal.startsWith('${', at)) {
      const end = holeEnd(literal, at + 2);
      parts.push({ text: literal.slice(from, at + 2), isCode: false });
      parts.push({ text: literal.slice(at + 2, end), isCode: true });
      from = end;
      at = end;
    }
  }
  return [...parts, { text: literal.slice(from), isCode: false }];
}

function tokenAt(text: string, at: number, before: string): string {
  if (text[at] === '`') return text.slice(at, templateEnd(text, at));
  if (text[at] === '/' && (before === '' || BEFORE_VALUE.test(before))) {
    REGEXP.lastIndex = at;
    const found = REGEXP.exec(text);
    if (found) return found[0];
  }
  TOKEN.lastIndex = at;
  TOKEN.test(text);
  return text.slice(at, TOKEN.lastIndex);
}

const isSpace = (character: string) => character === ' ' || character === '\n';

const [BACKTICK, SLASH] = [0x60, 0x2f];

/** `TOKEN` without white space and with template literals, for all tokens at once. */
const TOKENS =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|[\w$]+|\S/g;

/** Whether one expression cannot tell a token's end: what may begin a regular expression, or a template in a template. */
const isDeep = (token: string, before: string) =>
  token[0] === '`'
    ? token.length === 1 || /\$\{[^}]*(\{|$)/.test(token)
    : token === '/' && (before === '' || BEFORE_VALUE.test(before));

/** The tokens of most code, in a small part of the time that one after the other takes; undefined of any other. */
function shallowTokens(text: string): readonly string[] | undefined {
  const tokens = text.match(TOKENS) ?? [];
  for (let n = 0; n < tokens.length; n++) {
    const [token, first] = [tokens[n]!, tokens[n]!.charCodeAt(0)];
    const isMarked = first === BACKTICK || (first === SLASH && token.length === 1);
    if (isMarked && isDeep(token, tokens[n - 1] ?? '')) return undefined;
  }
  return tokens;
}

/** The tokens of code, comments among them, without white space. */
export const scan = (text: string): readonly string[] => shallowTokens(text) ?? deepTokens(text);

/** Reads one token after the other. */
export function deepTokens(text: string): readonly string[] {
  const tokens: string[] = [];
  for (let at = 0; at < text.length; ) {
    if (isSpace(text[at]!)) {
      at++;
      continue;
    }
    const token = tokenAt(text, at, tokens.at(-1) ?? '');
    at += token.length;
    if (token.trim() !== '') tokens.push(token);
  }
  return tokens;
}
