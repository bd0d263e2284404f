import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import type { Name } from '../../core/names.ts';
import type { ModelMap } from '../../editors/sam/model.ts';
import { propertiesAt, propertyLines } from '../../infrastructure/sam/entries.ts';
import type { SamFunction, SamSurvey } from '../../infrastructure/sam/survey.ts';
import type { FunctionRequest } from './request.ts';
import type { Companions } from './sam-companions.ts';
import type { Placed } from './sam-sibling.ts';

const SUFFIXES = ['Function', 'Lambda', 'Handler', 'Fn'];

/** The logical id of a new function: with the word behind it that most of the others have. */
export function functionId({ functions }: SamSurvey, name: Name): string {
  const suffix = SUFFIXES.find((each) => {
    const having = functions.filter(({ id }) => id.endsWith(each) && id !== each);
    return having.length * 2 > functions.length;
  });
  const id = suffix && !name.pascal.endsWith(suffix) ? name.pascal + suffix : name.pascal;
  const small = functions.filter((fn) => /^[a-z]/.test(fn.id));
  const isCamel = small.length * 2 > functions.length;
  return isCamel ? id.charAt(0).toLowerCase() + id.slice(1) : id;
}

const sizeOf = ({ memory, timeout, description }: FunctionRequest): ModelMap => ({
  ...(description ? { Description: description } : {}),
  ...(memory ? { MemorySize: memory } : {}),
  ...(timeout ? { Timeout: timeout } : {}),
});

/** Properties that functions share by habit: none of them gives rights, a name or an environment. */
const HABITS = new Set(
  'MemorySize Timeout Tracing Layers VpcConfig Tags LoggingConfig DeadLetterQueue EphemeralStorage CodeSigningConfigArn AutoPublishAlias'.split(
    ' ',
  ),
);

/** Without SAM, a function in a VPC needs rights that its role has to be given. */
const NEEDS_RIGHTS = new Set(['VpcConfig']);

/** The lines of the properties that every one of several functions has in the same words. */
export function habitLines(text: string, functions: readonly SamFunction[]): readonly string[] {
  const [first] = functions;
  if (!first || functions.length < 2) return [];
  return Object.entries(first.own).flatMap(([key, value]) => {
    const isSameEverywhere = functions.every(({ own }) => isDeepStrictEqual(own[key], value));
    const isWanted = HABITS.has(key) && !(first.kind === 'lambda' && NEEDS_RIGHTS.has(key));
    if (!isSameEverywhere || !isWanted) return [];
    return [propertyLines(text, propertiesAt(first.id), key) ?? yamlLines({ [key]: value }, 6)];
  });
}

/** What SAM takes of `Globals` for functions that publish an alias alone. */
const OF_AN_ALIAS = ['DeploymentPreference', 'ProvisionedConcurrencyConfig'];

/** The alias of a function, where `Globals` has what every function needs one for, and none. */
export function aliasLines(
  text: string,
  globals: ModelMap,
  functions: readonly SamFunction[],
  model: string,
): readonly string[] {
  const isNeeded = OF_AN_ALIAS.some((key) => globals[key] !== undefined);
  if (!isNeeded || globals.AutoPublishAlias !== undefined) return [];
  const having = functions.filter(({ own }) => own.AutoPublishAlias !== undefined);
  const one = having.find(({ id }) => id === model) ?? having.at(-1);
  const lines = one && propertyLines(text, propertiesAt(one.id), 'AutoPublishAlias');
  return lines ? [lines] : [];
}

/** A new function as a fragment, with what it has beside it. */
export interface NewFunction {
  readonly id: string;
  readonly placed: Placed;
  readonly request: FunctionRequest;
  /** Lines of more properties. */
  readonly habits: readonly string[];
  readonly companions: Pick<Companions, 'resources' | 'outputs'>;
}

const yamlLines = (value: object, column: number) =>
  stringify(value, { lineWidth: 0, compat: 'yaml-1.1' })
    .trimEnd()
    // No parser takes a dot for a number
    .replace(/: "\.(\/?)"$/gm, ': .$1')
    .replace(/^(?=.)/gm, ' '.repeat(column));

const keyIn = (lines: string) => /^\s*(\w+)/.exec(lines)![1]!;

function fragment(type: string, properties: ModelMap, fn: NewFunction): string {
  const { id, placed, request, habits, companions } = fn;
  const { metadata, condition } = placed;
  const own = { ...properties, ...sizeOf(request) };
  const more = habits.filter((lines) => !Object.hasOwn(own, keyIn(lines)));
  const head = [
    `  ${id}:`,
    `    Type: ${type}`,
    ...(condition ? [`    Condition: ${condition}`] : []),
  ];
  const meta = Object.keys(metadata).length > 0 ? [yamlLines({ Metadata: metadata }, 4)] : [];
  const lines = [...head, '    Properties:', yamlLines(own, 6), ...more, ...meta].join('\n');
  const outputs =
    companions.outputs.length > 0 ? ['Outputs:', companions.outputs.join('\n\n')] : [];
  return [`Resources:`, [lines, ...companions.resources].join('\n\n'), ...outputs, ''].join('\n');
}

/** The fragment of a function that SAM expands. */
export const serverlessFragment = (fn: NewFunction) =>
  fragment('AWS::Serverless::Function', fn.placed.properties, fn);

/** The fragment of a plain function, with a role of its own; `aws cloudformation package` uploads its code. */
export function plainFragment(fn: NewFunction): string {
  const { CodeUri, ...rest } = fn.placed.properties;
  const own = { ...rest, Code: CodeUri ?? '.', Role: { 'Fn::GetAtt': [`${fn.id}Role`, 'Arn'] } };
  return fragment('AWS::Lambda::Function', own, fn);
}
