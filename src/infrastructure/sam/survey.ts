import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import { lineOf } from '../../core/tree/text-edit.ts';
import { keyOf, type Model, type ModelMap, mapOf, modelOf } from '../../editors/sam/model.ts';
import { find, readSource, startOf, type Unreadable } from '../../editors/sam/source.ts';
import { modelReader } from './read/aliases.ts';

/** A Lambda function of a template. */
export interface SamFunction {
  readonly id: string;
  /** `serverless` for AWS::Serverless::Function, whose events SAM expands; `lambda` for AWS::Lambda::Function. */
  readonly kind: 'serverless' | 'lambda';
  readonly properties: ModelMap;
  /** Its properties without those of `Globals`. */
  readonly own: ModelMap;
  readonly metadata: ModelMap;
  /** The condition under which it is made. */
  readonly condition?: string;
  readonly line: number;
}

/** A resource that is no function. */
export interface SamResource {
  readonly id: string;
  readonly type: string;
  readonly line: number;
}

/** A function of a loop: its id with the loop's variable, such as `Handle${Name}`. */
export interface LoopedFunction {
  readonly id: string;
  /** The key of the loop, such as `Fn::ForEach::Handlers`. */
  readonly loop: string;
  readonly line: number;
}

/** What a template says of itself; properties that only `Globals` has are filled in. */
export interface SamSurvey {
  readonly functions: readonly SamFunction[];
  readonly resources: readonly SamResource[];
  /** The functions of loops; a trigger cannot be added to one of them alone. */
  readonly looped: readonly LoopedFunction[];
  /** Its parameters, with the types of their values. */
  readonly parameters: readonly SamResource[];
  /** Whether the Serverless transform is in force. */
  readonly isServerless: boolean;
  readonly globals: ModelMap;
  /** Every logical id, parameter and condition: a new id must differ from all of them. */
  readonly ids: ReadonlySet<string>;
}

const KINDS: Readonly<Record<string, SamFunction['kind']>> = {
  'AWS::Serverless::Function': 'serverless',
  'AWS::Lambda::Function': 'lambda',
};

const section = (root: YAMLMap, key: string) => {
  const value = find(root, key)?.value;
  return isMap(value) ? value : undefined;
};

const idsOf = (root: YAMLMap) =>
  ['Resources', 'Parameters', 'Conditions', 'Mappings'].flatMap(
    (key) => section(root, key)?.items.map(keyOf) ?? [],
  );

function typeOf(value: unknown): string {
  const type = isMap(value) ? value.get('Type', true) : undefined;
  return isScalar(type) ? String(type.value) : '';
}

const isTransformed = (model: Model | undefined) =>
  [model].flat().some((each) => each === 'AWS::Serverless-2016-10-31');

function functionsOf(
  text: string,
  root: YAMLMap,
  read: (node: unknown) => Model,
  globals: ModelMap,
): SamFunction[] {
  const pairs = section(root, 'Resources')?.items ?? [];
  return pairs.flatMap((pair) => {
    const kind = KINDS[typeOf(pair.value)];
    if (!kind) return [];
    const model = mapOf(read(pair.value));
    const shared = kind === 'serverless' ? globals : {};
    const own = mapOf(model.Properties);
    const properties = { ...shared, ...own };
    const line = lineOf(text, startOf(pair));
    const metadata = mapOf(model.Metadata);
    const condition = typeof model.Condition === 'string' && { condition: model.Condition };
    return [{ id: keyOf(pair), kind, properties, own, metadata, line, ...condition }];
  });
}

/** The functions of a loop's body, and of the loops in it. */
function loopedIn(text: string, pairs: readonly Pair[]): LoopedFunction[] {
  return pairs.flatMap((pair) => {
    const loop = keyOf(pair);
    const body = isSeq(pair.value) ? pair.value.items[2] : undefined;
    if (!loop.startsWith('Fn::ForEach::') || !isMap(body)) return [];
    const line = lineOf(text, startOf(pair));
    const made = body.items.filter(({ value }) => KINDS[typeOf(value)]);
    return [
      ...made.map((each) => ({ id: keyOf(each), loop, line })),
      ...loopedIn(text, body.items),
    ];
  });
}

/** What a section declares, each with its type. */
const typedIn = (text: string, root: YAMLMap, name: string): SamResource[] =>
  (section(root, name)?.items ?? [])
    .map((pair) => ({
      id: keyOf(pair),
      type: typeOf(pair.value),
      line: lineOf(text, startOf(pair)),
    }))
    .filter(({ type }) => type !== '' && !KINDS[type]);

/** Reads any template, YAML or JSON; answers the reason if it is not one. */
export function surveySam(marked: string): SamSurvey | Unreadable {
  const text = marked.replace(/^\uFEFF/, '');
  const source = readSource(text);
  if ('reason' in source) return source;
  const { root } = source;
  const read = modelReader(root, text);
  const globals = mapOf(mapOf(read(find(root, 'Globals')?.value)).Function);
  return {
    functions: functionsOf(text, root, read, globals),
    resources: typedIn(text, root, 'Resources'),
    looped: loopedIn(text, section(root, 'Resources')?.items ?? []),
    parameters: typedIn(text, root, 'Parameters'),
    isServerless: isTransformed(modelOf(find(root, 'Transform')?.value)),
    globals,
    ids: new Set(idsOf(root)),
  };
}
