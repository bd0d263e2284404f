import { isMap, type Json, type JsonMap } from '../../../src/core/values/json.ts';
import { isKeyTooLong } from '../../../src/core/values/yaml.ts';

/** Fields of an event; `detail` alone has fields of its own. */
const FIELDS = 'account detail detail-type id region resources source time version'.split(' ');

/** What a field can be compared with, beside a value. */
const MATCHERS = 'anything-but cidr equals-ignore-case exists numeric prefix suffix wildcard'.split(
  ' ',
);

/** EventBridge takes no longer ones. */
const MAX_LENGTH = 2048;

const OPERATORS = ['=', '<', '<=', '>', '>='];

const isNumeric = (value: Json | undefined) =>
  Array.isArray(value) &&
  [2, 4].includes(value.length) &&
  value.every((each, i) =>
    i % 2 === 0 ? OPERATORS.includes(String(each)) : typeof each === 'number',
  );

/** Why a matcher does not take its value; what is not said of here takes a text, or more. */
function matcherProblem(key: string, value: Json | undefined): string | undefined {
  if (key === 'numeric' && !isNumeric(value))
    return 'numeric is a list such as [">",0,"<=",100], of =, <, <=, > and >=';
  if (key === 'exists' && typeof value !== 'boolean') return 'exists is true or false';
  return undefined;
}

function valueProblem(value: Json): string | undefined {
  if (Array.isArray(value)) return 'a list has values or matchers, no lists';
  if (!isMap(value)) return undefined;
  const [key, ...others] = Object.keys(value);
  if (key && others.length === 0 && MATCHERS.includes(key)) return matcherProblem(key, value[key]);
  return `a matcher is one of ${MATCHERS.join(', ')}, as in [{"prefix":"order-"}]`;
}

/** `"$or":[{"a":[1]},{"b":[2]}]`: one of several. */
const oneOfProblem = (value: Json) =>
  Array.isArray(value) && value.length > 1 && value.every(isMap)
    ? value.map((each) => fieldsProblem(each as JsonMap)).find((each) => each)
    : '$or is a list of two or more, as in [{"a":[1]},{"b":[2]}]';

function fieldProblem(key: string, value: Json): string | undefined {
  if (key === '$or') return oneOfProblem(value);
  if (isKeyTooLong(key)) return 'the name of a field has at most 1000 characters';
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

/** The strings, numbers and colons of a text of JSON; a colon is of a key each, for strings are matched whole. */
const tokensOf = (text: string) => text.match(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|:/g) ?? [];

const keysIn = (value: Json): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, each) => sum + keysIn(each as Json), 0) +
      (isMap(value) ? Object.keys(value).length : 0)
    : 0;

/** The digits that count: not the sign, the exponent, nor the zeros on either side. */
const digitsOf = (number: string) =>
  number
    .replace(/e.*/i, '')
    .replace(/\D/g, '')
    .replace(/^0+|0+$/g, '');

/** Whether the number that is read has all the digits of its text. */
const isExact = (token: string) => {
  const value = Number(token);
  const isKept = Number.isSafeInteger(value) || !Number.isInteger(value);
  return isKept && digitsOf(String(value)) === digitsOf(token);
};

/** What a text of JSON says that its value does not: it would be lost. */
export function lossProblem(text: string, value: JsonMap): string | undefined {
  const tokens = tokensOf(text);
  const number = tokens.find((token) => /^[-\d]/.test(token) && !isExact(token));
  if (number) return `${number} is too large, too small or too exact a number`;
  if (tokens.filter((token) => token === ':').length > keysIn(value))
    return 'it has a field twice, of which one would be lost';
  return tokens.some((token) => token.startsWith('"') && /\p{Cs}/u.test(JSON.parse(token)))
    ? 'it has half a character, which no file can hold'
    : undefined;
}

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
  const unknown = keys.find((key) => key !== '$or' && !FIELDS.includes(key));
  if (unknown) return `an event has no ${unknown}: its fields are ${FIELDS.join(', ')}`;
  const nested = keys.find((key) => key !== 'detail' && isMap(pattern[key]));
  if (nested) return `${nested} is to be a list, as in "${nested}":["value"]`;
  return lossProblem(text, pattern) ?? fieldsProblem(pattern);
}

/** The first value of a field that is a text: what a sample event says. */
export function sampleOf(pattern: JsonMap, field: string): string | undefined {
  const value = pattern[field];
  const first = Array.isArray(value) ? value.find((each) => typeof each === 'string') : undefined;
  return first as string | undefined;
}
