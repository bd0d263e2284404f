import { type Model, type ModelMap, mapOf } from '../../editors/sam/model.ts';
import { readSource } from '../../editors/sam/source.ts';
import type { Infrastructure } from '../graph.ts';
import { DELIVERIES } from './deliveries.ts';
import { readGrants } from './grants.ts';
import { newReading } from './reading.ts';
import { addReferenceEdges } from './reference-edges.ts';
import { ROUTES } from './routes.ts';
import { readSamEvents } from './sam-events.ts';
import { templateOf } from './template.ts';

/** The conditions that a condition's definition demands. */
function demanded(model: Model | undefined): readonly string[] {
  const { Condition, 'Fn::And': all } = mapOf(model);
  if (typeof Condition === 'string') return [Condition];
  return [all ?? []].flat().flatMap((each) => demanded(each as Model));
}

function impliedBy(conditions: ModelMap, name: string, seen: ReadonlySet<string>): string[] {
  const direct = demanded(conditions[name]).filter((each) => !seen.has(each));
  const known = new Set([...seen, ...direct]);
  return [...direct, ...direct.flatMap((each) => impliedBy(conditions, each, known))];
}

const impliedIn = (conditions: ModelMap) =>
  Object.fromEntries(
    Object.keys(conditions).map((name) => [name, impliedBy(conditions, name, new Set([name]))]),
  );

/** Reads a SAM or CloudFormation template, YAML or JSON; an empty graph where the text is none. */
export function readSamInfrastructure(path: string, text: string): Infrastructure {
  const source = readSource(text.replace(/^\uFEFF/, ''));
  if ('reason' in source) return { nodes: [], edges: [] };
  const template = templateOf(path, source);
  const reading = newReading(template);
  addReferenceEdges(reading);
  for (const written of template.resources.values()) {
    readSamEvents(reading, written);
    DELIVERIES[written.cfnType]?.(reading, written);
    ROUTES[written.cfnType]?.(reading, written);
    readGrants(reading, written);
  }
  return {
    nodes: [...reading.nodes.values(), ...reading.imported.values()],
    edges: reading.edges,
    implied: impliedIn(template.conditions),
  };
}
