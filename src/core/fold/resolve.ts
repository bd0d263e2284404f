import { kindOfPattern, type NamedKind } from '../additions.ts';
import { bug, usageError } from '../errors.ts';
import { isSameIdentifier, nameForms, parseName } from '../names.ts';
import {
  defaultOf,
  type GivenAs,
  type OptionValues,
  parseOptions,
  withDefaults,
} from '../options.ts';
import type { Context, Pattern } from '../pattern.ts';
import type { Registry } from '../ports.ts';
import { type Instance, type Project, sampleProject } from '../project.ts';
import { didYouMean } from '../suggest.ts';

/** An instance as it was asked for: the name and the options may be missing. */
export interface InstanceRequest {
  readonly pattern: string;
  readonly name?: string;
  readonly options?: OptionValues;
}

/** The pattern of that id; throws `usage` with the nearest id. */
export function findPattern(registry: Registry, id: string): Pattern {
  const pattern = registry.patterns.get(id);
  if (pattern) return pattern;
  throw usageError(`There is no pattern "${id}"`, didYouMean(id, [...offered(registry).keys()]));
}

const ofKind = ({ patterns }: Registry, kind: NamedKind): ReadonlyMap<string, Pattern> =>
  new Map([...patterns].filter(([id]) => kindOfPattern(id) === kind));

export const offered = (registry: Registry) => ofKind(registry, 'pattern');

/** What is offered as an option. */
export const optionPatterns = (registry: Registry) => ofKind(registry, 'option');

const instead = (id: string) =>
  kindOfPattern(id) === 'option'
    ? `Create the project with --${id}, or in a project: lambda-gen add option ${id}`
    : `In a project: lambda-gen add ${id} <name>`;

/** The pattern of that id, if it is on offer; throws `usage`. */
export function findOffered(registry: Registry, id: string): Pattern {
  const pattern = findPattern(registry, id);
  if (kindOfPattern(id) === 'pattern') return pattern;
  throw usageError(`"${id}" is no pattern`, instead(id));
}

/** An option has its own name, whatever is asked for. */
function nameOf({ id, defaultName }: Pattern, { name = defaultName }: InstanceRequest): string {
  return kindOfPattern(id) === 'option' ? id : parseName(name, 'instance').kebab;
}

/** Checks values and fills in the defaults, but for those that have no effect; throws `usage`. */
export function optionsIn(
  { options: spec, idle }: Pattern,
  given: OptionValues,
  name: string,
  as?: GivenAs,
): OptionValues {
  const values = parseOptions(spec, given, name, as);
  const without = (idle?.(values) ?? []).filter((key) => values[key] === defaultOf(spec[key]!));
  return Object.fromEntries(Object.entries(values).filter(([key]) => !without.includes(key)));
}

/** The settings that a request has to give, and does not. */
export function missingSettings(
  { options, needs = [], idle }: Pick<Pattern, 'options' | 'needs' | 'idle'>,
  given: OptionValues = {},
): readonly string[] {
  const without = idle?.(withDefaults(options, given)) ?? [];
  return needs.filter((key) => given[key] === undefined && !without.includes(key));
}

/** Checks one request and fills in what it leaves open; throws `usage`. */
export function resolveInstance(
  registry: Registry,
  request: InstanceRequest,
  as: GivenAs = 'setting',
): Instance {
  const pattern = findPattern(registry, request.pattern);
  const name = nameOf(pattern, request);
  const options = optionsIn(pattern, request.options ?? {}, name, as);
  return { name, pattern: pattern.id, options };
}

const twoOf = (a: string, b: string) =>
  a === b
    ? `Two instances are called "${a}"`
    : `"${a}" and "${b}" are too alike: both become the same class name`;

/** In the order in which a new project has them: what others are made in comes first. */
export function inOrder({ patterns }: Registry, instances: readonly Instance[]) {
  const isFirst = ({ pattern }: Instance) =>
    instances.some((each) => patterns.get(pattern)?.precedes?.(each));
  return [...instances.filter(isFirst), ...instances.filter((each) => !isFirst(each))];
}

/** Checks several requests of one project; throws `usage` when two have one name. */
export function resolveInstances(
  registry: Registry,
  requests: readonly InstanceRequest[],
): readonly Instance[] {
  const instances = requests.map((request) => resolveInstance(registry, request));
  for (const [i, { name }] of instances.entries()) {
    const twin = instances.slice(0, i).find((other) => isSameIdentifier(other.name, name));
    if (twin) throw usageError(twoOf(twin.name, name), 'Name one of them: --pattern <id>:<name>.');
  }
  return inOrder(registry, instances);
}

export const contextOf = (
  { options }: Pick<Pattern, 'options'>,
  project: Project,
  instance: Instance,
  others: readonly Instance[],
): Context => ({
  project,
  name: nameForms(instance.name),
  options: withDefaults(options, instance.options),
  others,
});

/** What a pattern contributes to with every option at its default: for what is said of it before it is chosen. */
export const defaultContext = ({ defaultName, options }: Pattern): Context => ({
  project: sampleProject('cdk'),
  name: nameForms(defaultName),
  options: parseOptions(options, {}, defaultName),
  others: [],
});

/** The parts that `ids` need, with what those need, each once, a part behind those it requires. */
export function partClosure(registry: Registry, project: Project, ids: readonly string[]) {
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    const part = registry.parts.get(id);
    if (!part) throw bug(`There is no part "${id}"`);
    part.contribute(project).requires?.forEach(visit);
    found.add(id);
  };
  ids.forEach(visit);
  return [...found];
}
