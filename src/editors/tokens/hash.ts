import { hash as digest } from 'node:crypto';
import { codeTokens } from './code.ts';
import { importsLength, sortedImports } from './imports.ts';
import { yamlTokens } from './yaml.ts';

/** 64 bits of SHA-256 in hex: enough to notice an edit, and short. */
const LENGTH = 16;

const sha256 = (text: string) => digest('sha256', text);
const shortHash = (text: string) => sha256(text).slice(0, LENGTH);

/** Between the imports that a module begins with and the rest: no token is empty. */
const APART = '\n\n';

/** The tokens of a module as one text, each on a line, and those of the imports that it begins with apart. */
export function tokenText(text: string): string {
  const tokens = codeTokens(text);
  const length = importsLength(tokens);
  return tokens.slice(0, length).join('\n') + APART + tokens.slice(length).join('\n');
}

export const codeHash = (text: string) => shortHash(codeTokens(text).join('\n'));
export const yamlHash = (text: string) => shortHash(yamlTokens(text).join('\n'));

/** Of a value of JSON, however it is laid out. */
export const jsonHash = (value: unknown) => shortHash(JSON.stringify(value) ?? '');

export const isCode = (path: string) => /\.[cm]?[jt]s$/.test(path);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

const lines = (text: string) => text.replaceAll('\r\n', '\n');

/** The text of a module's tokens, the same in whatever order its imports are. */
export function withSortedImports(tokens: string): string {
  const end = tokens.indexOf(APART);
  const imports = sortedImports(end > 0 ? tokens.slice(0, end).split('\n') : []);
  const rest = tokens.slice(end + APART.length);
  return [...imports, ...(rest ? [rest] : [])].join('\n');
}

const moduleHash = (tokens: string) => shortHash(withSortedImports(tokens));

/** Of a whole file: of its tokens where they are known, else of its lines, whatever ends them. */
function contentHash(path: string, text: string): string {
  if (isCode(path)) return moduleHash(tokenText(text));
  const json = path.endsWith('.json') ? parsed(text) : undefined;
  return json === undefined ? shortHash(lines(text)) : jsonHash(json);
}

/**
 * For code, that of its lines follows: tokens take far longer, and are read only where the lines differ. `tokens` is
 * the text of its tokens, where it is known.
 */
export const fileHash = (path: string, text: string, tokens?: string): string =>
  isCode(path)
    ? moduleHash(tokens ?? tokenText(text)) + shortHash(lines(text))
    : contentHash(path, text);

/**
 * Whether a file is as it was made. Manifests of schema 1 have the whole SHA-256 of a file's lines, and the first ones
 * of schema 2 the tokens of code with its imports in the order that they had.
 */
export function isAsMade(path: string, text: string, hash: string): boolean {
  if (hash.length > 2 * LENGTH) return sha256(lines(text)) === hash;
  const [content, ofLines] = [hash.slice(0, LENGTH), hash.slice(LENGTH)];
  if (shortHash(lines(text)) === ofLines || contentHash(path, text) === content) return true;
  return isCode(path) && codeHash(text) === content;
}
