type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object. */
export type JsonMap = { readonly [key: string]: Json };

/** Fields of an event; `detail` alone has fields of its own. */
const FIELDS = 'account detail detail-type id region resources source time version'.split(' ');

/** What a field can be compared with, beside a value. */
const MATCHERS = 'anything-but cidr equals-ignore-case exists numeric prefix suffix wildcard'.split(
  ' ',
);

/** EventBridge takes no longer ones. */
const MAX_LENGTH = 2048;

const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function valueProblem(value: Json): string | undefined {
  if (Array.isArray(value)) return 'a list has values or matchers, no lists';
  if (!isMap(value)) return undefined;
  const [key, ...others] = Object.keys(value);
  if (key && others.length === 0 && MATCHERS.includes(key)) return undefined;
  return `a matcher is one of ${MATCHERS.join(', ')}, as in [{"prefix":"order-"}]`;
}

function fieldProblem(key: string, value: Json): string | undefined {
  if (Array.isArray(value))
    return value.length > 0
      ? value.map(valueProblem).find((each) => each)
      : `${key} matches nothing: its list is empty`;
  if (isMap(value) && Object.keys(value).length > 0)
    return Object.entries(value)
      .map(([inner, each]) => fieldProblem(inner, each))
      .find((each) => each);
  return `${key} is to be a list, as in "${key}":["value"]`;
}

/** Why one of the fields of a pattern is none. */
export const fieldsProblem = (pattern: JsonMap): string | undefined =>
  Object.entries(pattern)
    .map(([key, value]) => fieldProblem(key, value))
    .find((each) => each);

/** The pattern of a text; undefined when it is no JSON object. */
export function parsePattern(text: string): JsonMap | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Why a text is no event pattern; an empty one is none on purpose. */
export function patternProblem(text: string): string | undefined {
  if (text === '') return undefined;
  if (text.length > MAX_LENGTH) return `it has more than ${MAX_LENGTH} characters`;
  const pattern = parsePattern(text);
  if (!pattern) return 'it is JSON, as in \'{"source":["my.app"],"detail-type":["OrderPlaced"]}\'';
  const keys = Object.keys(pattern);
  if (keys.length === 0) return 'it is empty, which matches every event';
  const unknown = keys.find((key) => !FIELDS.includes(key));
  if (unknown) return `an event has no ${unknown}: its fields are ${FIELDS.join(', ')}`;
  const nested = keys.find((key) => key !== 'detail' && isMap(pattern[key]));
  if (nested) return `${nested} is to be a list, as in "${nested}":["value"]`;
  return fieldsProblem(pattern);
}

/** The first value of a field that is a text: what a sample event says. */
export function sampleOf(pattern: JsonMap, field: string): string | undefined {
  const value = pattern[field];
  const first = Array.isArray(value) ? value.find((each) => typeof each === 'string') : undefined;
  return first as string | undefined;
}

const yamlText = (text: string) =>
  /[\n\t]/.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
const yamlKey = (key: string) => (/^[A-Za-z_][\w-]*$/.test(key) ? key : yamlText(key));

function yamlEntry(head: string, value: Json, indent: string): string {
  if (Array.isArray(value) && value.length > 0)
    return `${head}\n${value.map((each) => yamlItem(each, `${indent}  `)).join('\n')}`;
  if (isMap(value) && Object.keys(value).length > 0)
    return `${head}\n${yamlLines(value, `${indent}  `)}`;
  const leaf = typeof value === 'string' ? yamlText(value) : JSON.stringify(value);
  return `${head} ${leaf}`;
}

const yamlItem = (value: Json, indent: string): string =>
  isMap(value)
    ? yamlLines(value, `${indent}  `).replace(/^ +/, `${indent}- `)
    : yamlEntry(`${indent}-`, value, indent);

/** The entries of a mapping as lines of YAML. */
export const yamlLines = (map: JsonMap, indent: string): string =>
  Object.entries(map)
    .map(([key, value]) => yamlEntry(`${indent}${yamlKey(key)}:`, value, indent))
    .join('\n');

export const codeText = (text: string) =>
  text.includes("'") && !text.includes('"')
    ? JSON.stringify(text)
    : `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}'`;
const codeKey = (key: string) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : codeText(key));

function inLine(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(inLine).join(', ')}]`;
  if (!isMap(value)) return typeof value === 'string' ? codeText(value) : JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, each]) => `${codeKey(key)}: ${inLine(each)}`)
    .join(', ')} }`;
}

function onLines(head: string, value: Json, indent: string, width: number): string {
  const line = `${indent}${head}${inLine(value)},`;
  if (!isMap(value) && line.length <= width) return line;
  if (Array.isArray(value)) {
    const items = value.map((each) => onLines('', each, `${indent}  `, width));
    return `${indent}${head}[\n${items.join('\n')}\n${indent}],`;
  }
  if (!isMap(value)) return line;
  return `${indent}${head}{\n${codeLines(value, `${indent}  `, width)}\n${indent}},`;
}

/** The properties of an object as lines of code that formatters leave as they are. */
export const codeLines = (map: JsonMap, indent: string, width = 98): string =>
  Object.entries(map)
    .map(([key, value]) => onLines(`${codeKey(key)}: `, value, indent, width))
    .join('\n');
