/** A template as it is deployed: where, and with which parameters. */
export interface Deployment {
  readonly stack: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly template: Readonly<Record<string, unknown>>;
}

export type Properties = Readonly<Record<string, unknown>>;

export interface Resource {
  readonly Type: string;
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export type Resources = Readonly<Record<string, Resource>>;

/** The resources of a type with their ids. */
export const ofType = <T>(all: Resources, type: string): readonly (readonly [string, T])[] =>
  Object.entries(all)
    .filter(([, { Type }]) => Type === type)
    .map(([id, { Properties }]) => [id, Properties as T]);

type Raw = Readonly<Record<string, unknown>>;

/**
 * Logical ids of CDK end with eight hexadecimal digits, those of deployments with 32 more; those that SAM gives layers
 * end with ten.
 */
const unhashed = (id: string) =>
  id.replace(/[0-9A-F]{8}([0-9a-f]{32})?$|(?<=^Layer[A-Z]\w*)[0-9a-f]{10}$/, '');

/** Of an alias's ARN, which reads `Id.Alias`: the function's name, or the alias's. */
function partOf(index: number, from: unknown): unknown {
  if (typeof from !== 'string') return { 'Fn::Select': [index, from] };
  return index === 7 ? 'live' : from.replace(/\.Alias$/, '');
}

/** A list is written as one text. */
function parameterValue({ Type, Default }: Raw, given: unknown = Default): unknown {
  return /^(List<|CommaDelimitedList)/.test(String(Type)) ? String(given).split(',') : given;
}

type Intrinsic = (argument: never) => unknown;

/** What there is in a template once it is deployed: conditions decided, references as `Id` or `Id.Attribute`. */
export function deployed({ template, stack, region, parameters }: Deployment): Resources {
  const section = (name: string) => (template[name] ?? {}) as Readonly<Record<string, Raw>>;
  const pseudo: Readonly<Record<string, string | undefined>> = {
    'AWS::AccountId': '<account>',
    'AWS::Region': region,
    'AWS::StackName': stack,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NoValue': undefined,
  };

  /** Of a function's version or alias, which each form names in its own way: `Id.Version`. */
  function named(id: string): string {
    const { Type, Properties } = (section('Resources')[id] ?? {}) as Partial<Resource>;
    const [, kind] = /^AWS::Lambda::(Alias|Version)$/.exec(Type ?? '') ?? [];
    return kind ? `${evaluate(Properties!.FunctionName)}.${kind}` : unhashed(id);
  }

  function refer(id: string): unknown {
    if (id in pseudo) return pseudo[id];
    const parameter = section('Parameters')[id];
    if (parameter) return parameterValue(parameter, parameters[id]) ?? id;
    const { Type, Properties } = (section('Resources')[id] ?? {}) as Partial<Resource>;
    return Type?.endsWith('::Stage') ? evaluate(Properties!.StageName) : named(id);
  }

  const texts = (value: unknown) => (evaluate(value) as unknown[]).map(String);
  const holds = (condition: string) => evaluate(section('Conditions')[condition]) === true;
  const attribute = ([id, name]: readonly string[]) => `${named(id!)}.${name}`;

  function substitute(argument: unknown): string {
    const [text, own = {}] = [argument].flat() as [string, Raw?];
    return text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
      if (name in own) return String(evaluate(own[name]));
      return String(name.includes('.') ? attribute(name.split('.')) : refer(name));
    });
  }

  const intrinsics: Readonly<Record<string, Intrinsic>> = {
    Ref: refer,
    'Fn::GetAtt': attribute,
    'Fn::Sub': substitute,
    'Fn::Join': ([separator, parts]: [string, unknown]) => texts(parts).join(separator),
    'Fn::Split': ([, text]: [string, unknown]) => evaluate(text),
    'Fn::Select': ([index, from]: [number, unknown]) => partOf(index, evaluate(from)),
    'Fn::Equals': ([a, b]: readonly unknown[]) => evaluate(a) === evaluate(b),
    'Fn::FindInMap': ([map, key, name]: [string, unknown, string]) =>
      (section('Mappings')[map]![String(evaluate(key))] as Raw)[name],
    'Fn::Not': ([condition]: readonly unknown[]) => !evaluate(condition),
    'Fn::If': ([condition, yes, no]: [string, unknown, unknown]) =>
      evaluate(holds(condition) ? yes : no),
  };

  function evaluate(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(evaluate).filter((each) => each !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? [''];
    if (entries.length === 1 && Object.hasOwn(intrinsics, name))
      return intrinsics[name]!(argument as never);
    return Object.fromEntries(entries.map(([key, each]) => [key, evaluate(each)]));
  }

  const isThere = ({ Condition }: Raw) => Condition === undefined || holds(String(Condition));
  const resources = Object.entries(section('Resources'))
    .filter(([, resource]) => isThere(resource))
    .map(([id, { Properties = {}, ...resource }]) => {
      return [named(id), { ...resource, Properties: evaluate(Properties) }] as const;
    });
  return Object.fromEntries(resources) as Resources;
}
