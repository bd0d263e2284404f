import type { Substitutions } from '../../src/core/fold/render.ts';
import { jsonText } from '../../src/core/values/json.ts';
import { tsString } from '../../src/core/values/typescript.ts';
import { yamlString } from '../../src/core/values/yaml.ts';
import { fieldsProblem, lossProblem, parsePattern } from './eventbridge/pattern.ts';

/** Lambda takes no longer ones. */
const MAX_LENGTH = 4096;

/** Why a text is no filter of an event source; an empty one is none on purpose. */
export function filterProblem(text: string): string | undefined {
  if (text === '') return undefined;
  if (text.length > MAX_LENGTH) return `it has more than ${MAX_LENGTH} characters`;
  const filter = parsePattern(text);
  if (!filter) return 'it is JSON, as in \'{"eventName":["INSERT"]}\'';
  return Object.keys(filter).length > 0
    ? (lossProblem(text, filter) ?? fieldsProblem(filter))
    : 'it is empty, and lets all through';
}

/** What of a record a filter compares, beside what a record of each stream has. */
const FIELDS = 'awsRegion eventID eventName eventSource eventSourceARN eventVersion'.split(' ');

/** Why a text is no filter of the records of a stream: one of a field that they lack lets none through. */
export const recordsProblem =
  (...own: readonly string[]) =>
  (text: string): string | undefined => {
    const problem = filterProblem(text);
    const all = [...own, ...FIELDS, '$or'];
    const other = Object.keys(parsePattern(text) ?? {}).find((key) => !all.includes(key));
    return (
      problem ??
      (other &&
        `a record has no ${other}: its fields are ${own.join(', ')} and ${FIELDS.join(', ')}`)
    );
  };

const WIDTH = 100;

/** `head: [{ key: 'value' }]`, laid out as formatters do it behind an indent. */
function listOfOne(head: string, key: string, value: string, indent: number, room: number): string {
  const line = `${head}: [{ ${key}: ${value} }],`;
  if (indent + room + line.length <= WIDTH) return line;
  const pad = ' '.repeat(indent);
  const isLong = indent + room + 4 + `${key}: ${value},`.length > WIDTH;
  const shown = isLong ? `\n${pad}      ${value}` : ` ${value}`;
  return `${head}: [\n${pad}  {\n${pad}    ${key}:${shown},\n${pad}  },\n${pad}],`;
}

/** The size of a batch, and the filter behind it, in statements and in the tests of the infrastructure. */
export function filterSubstitutions(size: string, filter: string): Substitutions {
  const pattern = jsonText(parsePattern(filter) ?? {});
  const text = tsString(pattern);
  // A class that takes the statements is one step deeper than their template
  const statement = `\n      ${listOfOne('filters', 'pattern', text, 6, 2)}`;
  const expected = `\n    FilterCriteria: {\n      ${listOfOne('Filters', 'Pattern', text, 6, 0)}\n    },`;
  return {
    'batchSize: 100,': `batchSize: ${size},${filter ? statement : ''}`,
    'BatchSize: 100,': `BatchSize: ${size},${filter ? expected : ''}`,
    ...(filter ? { "'__filter__'": yamlString(pattern) } : {}),
  };
}
