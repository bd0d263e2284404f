import { isMap, type Json, type JsonMap } from './json.ts';
import { hex, withoutUnsafe } from './unsafe.ts';

const SHORT = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const code = (char: string) => (char.length > 1 ? `\\u{${hex(char, 1)}}` : `\\u${hex(char, 4)}`);

const count = (text: string, char: string) => text.split(char).length - 1;

/** A string of TypeScript or JavaScript, in the quotes that formatters prefer: those that take fewer escapes. */
export function tsString(text: string): string {
  const quote = count(text, "'") > count(text, '"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  // Linters take it for a template literal that lost its quotes
  const plain = escaped.replaceAll('${', '\\x24{');
  return quote + withoutUnsafe(plain, SHORT, code) + quote;
}

/** A key of an object; a bare `__proto__` would set what the object inherits from. */
export function tsKey(key: string): string {
  if (key === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : tsString(key);
}

function inLine(value: Json): string {
  if (typeof value === 'string') return tsString(value);
  if (Array.isArray(value)) return `[${value.map(inLine).join(', ')}]`;
  if (!isMap(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, each]) => `${tsKey(key)}: ${inLine(each)}`);
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
}

function onLines(head: string, value: Json, indent: string, width: number): string {
  const line = `${indent}${head}${inLine(value)},`;
  const isEmpty = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
  if (isEmpty || (!isMap(value) && line.length <= width)) return line;
  if (Array.isArray(value)) {
    const items = value.map((each) => onLines('', each, `${indent}  `, width));
    return `${indent}${head}[\n${items.join('\n')}\n${indent}],`;
  }
  return `${indent}${head}{\n${tsLines(value as JsonMap, `${indent}  `, width)}\n${indent}},`;
}

/** The properties of an object as lines of code that formatters leave as they are. */
export const tsLines = (map: JsonMap, indent: string, width = 98): string =>
  Object.entries(map)
    .map(([key, value]) => onLines(`${tsKey(key)}: `, value, indent, width))
    .join('\n');
