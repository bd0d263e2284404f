import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import { readSource } from '../../../editors/sam/source.ts';
import type { Infrastructure } from '../../graph.ts';
import { DELIVERIES } from './deliveries.ts';
import { readGrants } from './grants.ts';
import { newReading, type Reading } from './reading.ts';
import { addImplicitReferences, addOutputs, addReferences } from './reference-edges.ts';
import { ROUTES } from './routes.ts';
import { readSamEvents } from './sam-events.ts';
import { templateOf, type Written } from './template.ts';

/** The conditions that a condition's definition demands. */
function demanded(model: Model | undefined): readonly string[] {
  const { Condition, 'Fn::And': all } = mapOf(model);
  if (typeof Condition === 'string') return [Condition];
  return [all ?? []].flat().flatMap((each) => demanded(each as Model));
}

/** The conditions that hold, among others, where one does. */
const allowing = (conditions: ModelMap, name: string) =>
  Object.keys(conditions).filter((key) =>
    [mapOf(conditions[key])['Fn::Or'] ?? []]
      .flat()
      .some((each) => mapOf(each as Model).Condition === name),
  );

function impliedBy(conditions: ModelMap, name: string, seen: ReadonlySet<string>): string[] {
  const all = [...demanded(conditions[name]), ...allowing(conditions, name)];
  const direct = all.filter((each) => !seen.has(each));
  const known = new Set([...seen, ...direct]);
  return [...direct, ...direct.flatMap((each) => impliedBy(conditions, each, known))];
}

const impliedIn = (conditions: ModelMap) =>
  Object.fromEntries(
    Object.keys(conditions).map((name) => [name, impliedBy(conditions, name, new Set([name]))]),
  );

const parsed = (text: string) => readSource(text.replace(/^\uFEFF/, ''));

function readResource(reading: Reading, written: Written): void {
  addReferences(reading, written);
  DELIVERIES[written.cfnType]?.(reading, written);
  ROUTES[written.cfnType]?.(reading, written);
  readGrants(reading, written);
}

/**
 * Reads a SAM or CloudFormation template, YAML or JSON; an empty graph where the text is none. With a fragment that
 * would be merged into it, as if both were one.
 */
export function readSamInfrastructure(
  path: string,
  text: string,
  fragment?: string,
): Infrastructure {
  const source = parsed(text);
  if ('reason' in source) return { nodes: [], edges: [] };
  const more = fragment === undefined ? undefined : parsed(fragment);
  const template = templateOf(path, source, more && 'root' in more ? more : undefined);
  const reading = newReading(template);
  const all = [...template.resources.values(), ...template.additions];
  // What SAM makes for events is referred to as the rest is, also by what is written before it
  for (const written of all) readSamEvents(reading, written);
  for (const written of all) readResource(reading, written);
  addImplicitReferences(reading);
  addOutputs(reading);
  return {
    nodes: [...reading.nodes.values(), ...reading.imported.values()],
    edges: reading.edges,
    implied: impliedIn(template.conditions),
  };
}
