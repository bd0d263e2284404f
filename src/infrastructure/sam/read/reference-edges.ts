import { type Model, mapOf } from '../../../editors/sam/model.ts';
import type { Node, Refers } from '../../graph.ts';
import { generated, type Reading } from './reading.ts';
import { referencesIn } from './references.ts';
import { generatedRole, IMPLICIT } from './resource-types.ts';
import type { Keys, Written } from './template.ts';

type Through = Refers['through'];

/** The resource whose id a reference has; what SAM generates of one is found by it. */
function referred({ nodes }: Reading, id: string): Node | undefined {
  const own = nodes.get(id);
  if (own) return own;
  const [, owner = ''] = /^(.+)(Alias\w+|Version)$/.exec(id) ?? [];
  return nodes.get(owner);
}

/** Adds an edge for each reference within a value. */
export function addReferencesIn(
  reading: Reading,
  from: Node,
  through: Through,
  model: Model | undefined,
  at: Keys,
): void {
  const { template, edges } = reading;
  for (const { id, keys, conditions } of referencesIn(model)) {
    const to = referred(reading, id);
    if (!to || to === from) continue;
    const place = template.placeOf([...at, ...keys]);
    edges.push({
      kind: 'refers',
      from,
      to,
      through,
      place,
      ...(conditions.length > 0 && { conditions }),
    });
  }
}

/** What SAM makes resources of their own of: who refers to whom there is read with the events. */
const ELSEWHERE = ['Events', 'FunctionUrlConfig', 'DeploymentPreference', 'Connectors'];

/** Properties from which SAM makes the policies of the role. */
const OF_ROLE = ['Policies', 'DeadLetterQueue', 'EventInvokeConfig'];

/** Properties of an API of SAM that are those of its stage, a resource that comes after it. */
const OF_STAGE = [
  'Variables',
  'StageVariables',
  'AccessLogSetting',
  'AccessLogSettings',
  'MethodSettings',
  'CanarySetting',
  'DefaultRouteSettings',
  'RouteSettings',
  'Domain',
];

/** What a property is of: the resource, or what SAM makes of it. */
function ownerOf(reading: Reading, { id, cfnType }: Written, key: string): Node {
  const node = reading.nodes.get(id)!;
  const isStage = /^AWS::Serverless::(Http)?Api$/.test(cfnType) && OF_STAGE.includes(key);
  return isStage ? generated(reading, `${id}.Stage`, 'other', node) : node;
}

function addProperty(reading: Reading, written: Written, key: string): void {
  const { id, cfnType, properties } = written;
  const { nodes } = reading;
  const node = ownerOf(reading, written, key);
  const isServerless = /^AWS::Serverless::(Function|StateMachine)$/.test(cfnType);
  if (isServerless && ELSEWHERE.includes(key)) return;
  const at = ['Resources', id, 'Properties', key];
  const role = nodes.get(generatedRole(id));
  if (isServerless && OF_ROLE.includes(key)) {
    if (role) addReferencesIn(reading, role, 'policy', properties[key], at);
    if (key !== 'DeadLetterQueue') return;
  }
  const through = node.type === 'function' && key === 'Environment' ? 'env' : 'property';
  addReferencesIn(reading, node, through, properties[key], at);
}

/** Reads what the APIs that SAM makes by itself refer to: all of it is in `Globals`. */
export function addImplicitReferences(reading: Reading): void {
  for (const [type, id] of Object.entries(IMPLICIT)) {
    const node = reading.nodes.get(id);
    const properties = mapOf(reading.template.globals[type]);
    for (const key of node?.isGenerated ? Object.keys(properties) : [])
      if (!OF_STAGE.includes(key))
        addReferencesIn(reading, node!, 'property', properties[key], ['Globals', type, key]);
  }
}

function addDependencies(reading: Reading, { id, model }: Written): void {
  const from = reading.nodes.get(id)!;
  for (const [n, each] of [model.DependsOn ?? []].flat().entries()) {
    const to = referred(reading, String(each));
    const place = reading.template.placeOf(['Resources', id, 'DependsOn', n]);
    if (to && to !== from)
      reading.edges.push({ kind: 'refers', from, to, through: 'dependsOn', place });
  }
}

/** Reads the outputs of a template, as nodes that refer. */
export function addOutputs(reading: Reading): void {
  const { template } = reading;
  for (const [id, output] of Object.entries(template.outputs)) {
    const { Condition, Value } = output as { Condition?: string; Value?: Model };
    const place = template.placeOf(['Outputs', id]);
    const node: Node = {
      id,
      type: 'output',
      place,
      properties: {},
      ...(typeof Condition === 'string' && { condition: Condition }),
    };
    reading.nodes.set(`Outputs.${id}`, node);
    addReferencesIn(reading, node, 'property', Value, ['Outputs', id, 'Value']);
  }
}

/** Reads what a resource refers to, with what SAM makes of it. */
export function addReferences(reading: Reading, written: Written): void {
  const { nodes, edges } = reading;
  for (const key of Object.keys(written.properties)) addProperty(reading, written, key);
  addDependencies(reading, written);
  const from = nodes.get(written.id)!;
  const role = nodes.get(generatedRole(written.id));
  if (role?.isGenerated)
    edges.push({ kind: 'refers', from, to: role, through: 'property', place: from.place });
}

/** Adds that SAM writes a function into the resource that delivers its events. */
export function addSamReference(reading: Reading, from: Node, to: Node, at: Keys): void {
  const { template, edges } = reading;
  const conditions = to.condition === undefined ? undefined : [to.condition];
  const place = template.placeOf(at);
  edges.push({
    kind: 'refers',
    from,
    to,
    through: 'property',
    place,
    ...(conditions && { conditions }),
  });
}
