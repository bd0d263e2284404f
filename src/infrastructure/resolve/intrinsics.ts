import { type Model, type ModelMap, mapOf } from '../../editors/sam/model.ts';

/** What an expression may name. */
export interface Scope {
  readonly mappings: ModelMap;
  /** Undefined for `AWS::NoValue`. */
  ref(name: string): Model | undefined;
  getAtt(id: string, attribute: string): Model;
  condition(name: string): boolean;
  importValue(name: string): Model;
  /** The text used in place of an expression that cannot be resolved. */
  unresolved(expression: string): string;
}

type Resolved = Model | undefined;
type Intrinsic = (argument: Model, scope: Scope) => Resolved;

const listOf = (value: Model | undefined): readonly Model[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value as Model];

const textOf = (value: Resolved): string =>
  typeof value === 'string' ? value : value === undefined ? '' : String(value);

const resolvedList = (argument: Model, scope: Scope) =>
  listOf(resolve(argument, scope)) as readonly Model[];

function ofName(name: string, scope: Scope): Model | undefined {
  const [id, ...rest] = name.split('.');
  return rest.length > 0 ? scope.getAtt(id!, rest.join('.')) : scope.ref(name);
}

const sub: Intrinsic = (argument, scope) => {
  const [text, given] = listOf(argument);
  const own = mapOf(given);
  return textOf(text).replaceAll(/\$\{([^!}][^}]*)\}|\$\{!([^}]*)\}/g, (_, name, literal) => {
    if (literal !== undefined) return `\${${literal}}`;
    const value = Object.hasOwn(own, name.trim())
      ? resolve(own[name.trim()]!, scope)
      : ofName(name.trim(), scope);
    return textOf(value);
  });
};

const getAtt: Intrinsic = (argument, scope) => {
  const [id, ...rest] = typeof argument === 'string' ? argument.split('.') : listOf(argument);
  return scope.getAtt(textOf(id), rest.map((each) => textOf(resolve(each, scope))).join('.'));
};

const select: Intrinsic = (argument, scope) => {
  const [index, list] = resolvedList(argument, scope);
  return listOf(list)[Number(index)] ?? scope.unresolved('Fn::Select');
};

const findInMap: Intrinsic = (argument, scope) => {
  const [name, first, second] = resolvedList(argument, scope).map(textOf);
  const found = mapOf(mapOf(scope.mappings[name!])[first!])[second!];
  return found ?? scope.unresolved(`Fn::FindInMap ${name}.${first}.${second}`);
};

const choose: Intrinsic = (argument, scope) => {
  const [condition, yes, no] = listOf(argument);
  const branch = scope.condition(textOf(condition)) ? yes : no;
  return branch === undefined ? undefined : resolve(branch, scope);
};

const join: Intrinsic = (argument, scope) => {
  const [separator, list] = listOf(argument);
  return resolvedList(list!, scope).map(textOf).join(textOf(separator));
};

const split: Intrinsic = (argument, scope) => {
  const [separator, text] = resolvedList(argument, scope);
  return textOf(text).split(textOf(separator));
};

const zones = ['a', 'b', 'c'];

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => scope.ref(textOf(argument)),
  'Fn::GetAtt': getAtt,
  'Fn::Sub': sub,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::If': choose,
  'Fn::FindInMap': findInMap,
  'Fn::ImportValue': (argument, scope) => scope.importValue(textOf(resolve(argument, scope))),
  'Fn::Base64': (argument, scope) =>
    Buffer.from(textOf(resolve(argument, scope))).toString('base64'),
  'Fn::GetAZs': (_, scope) => zones.map((zone) => `${textOf(scope.ref('AWS::Region'))}${zone}`),
  'Fn::Length': (argument, scope) => resolvedList(argument, scope).length,
  'Fn::ToJsonString': (argument, scope) => JSON.stringify(resolve(argument, scope)),
};

/** The one intrinsic function that a map is, if it is one. */
function intrinsicIn(map: ModelMap): readonly [Intrinsic, Model] | undefined {
  const [key, ...others] = Object.keys(map);
  if (key === undefined || others.length > 0) return undefined;
  const intrinsic = INTRINSICS[key];
  if (intrinsic) return [intrinsic, map[key]!];
  if (!key.startsWith('Fn::')) return undefined;
  return [(_, scope) => scope.unresolved(key), map[key]!];
}

function resolveMap(map: ModelMap, scope: Scope): Resolved {
  const found = intrinsicIn(map);
  if (found) return found[0](found[1], scope);
  const entries = Object.entries(map).flatMap(([key, value]) => {
    const resolved = resolve(value, scope);
    return resolved === undefined ? [] : [[key, resolved] as const];
  });
  return Object.fromEntries(entries);
}

/** A value with every intrinsic function in it resolved; undefined for `AWS::NoValue`. */
export function resolve(value: Model, scope: Scope): Resolved {
  if (Array.isArray(value))
    return value.map((each) => resolve(each, scope)).filter((each) => each !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  return resolveMap(value as ModelMap, scope);
}
