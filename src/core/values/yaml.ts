import { isMap, type Json, type JsonMap } from './json.ts';
import { hasUnsafe, hex, withoutUnsafe } from './unsafe.ts';

const SHORT = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const code = (char: string) => (char.length > 1 ? `\\U${hex(char, 8)}` : `\\u${hex(char, 4)}`);

/** A string of YAML, always in quotes: bare, it may be another type in one of the versions of YAML. */
export function yamlString(text: string): string {
  if (!hasUnsafe(text)) return `'${text.replaceAll("'", "''")}'`;
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `"${withoutUnsafe(escaped, SHORT, code)}"`;
}

/** Words that are a boolean or nothing in YAML 1.1, which CloudFormation and SAM read, or in 1.2. */
const OTHERS = new Set('y n yes no on off true false null'.split(' '));

/** A key of a mapping: bare where it is a word in every version of YAML. */
export const yamlKey = (key: string) =>
  /^[A-Za-z_][\w-]*$/.test(key) && !OTHERS.has(key.toLowerCase()) ? key : yamlString(key);

/** The longest key that YAML takes without a sign of its own is 1024 characters, with its quotes and escapes. */
export const isKeyTooLong = (key: string) => yamlKey(key).length > 1000;

function entry(head: string, value: Json, indent: string): string {
  if (Array.isArray(value) && value.length > 0)
    return `${head}\n${value.map((each) => item(each, `${indent}  `)).join('\n')}`;
  if (isMap(value) && Object.keys(value).length > 0)
    return `${head}\n${yamlLines(value, `${indent}  `)}`;
  return `${head} ${typeof value === 'string' ? yamlString(value) : JSON.stringify(value)}`;
}

const item = (value: Json, indent: string): string =>
  isMap(value) && Object.keys(value).length > 0
    ? yamlLines(value, `${indent}  `).replace(/^ +/, `${indent}- `)
    : entry(`${indent}-`, value, indent);

/** The entries of a mapping as lines of YAML. */
export const yamlLines = (map: JsonMap, indent: string): string =>
  Object.entries(map)
    .map(([key, value]) => entry(`${indent}${yamlKey(key)}:`, value, indent))
    .join('\n');
