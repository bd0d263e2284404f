import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import type { Delivery, How, Node, Properties, ResourceType, Value } from '../../graph.ts';
import { isGuarded, isOpenEvent } from './authorization.ts';
import { addInvokes } from './invokes.ts';
import {
  alternativesOf,
  entriesOf,
  generated,
  inProperties,
  type Reading,
  sourceNode,
} from './reading.ts';
import { addReferencesIn, addSamReference } from './reference-edges.ts';
import { IMPLICIT } from './resource-types.ts';
import type { Keys, Written } from './template.ts';
import { valueIn } from './values.ts';

/** An event of a function or state machine of SAM. */
interface SamEvent {
  readonly reading: Reading;
  readonly to: Node;
  readonly id: string;
  readonly p: ModelMap;
  readonly at: Keys;
}

/** An event invokes the alias that is published. */
function add({ reading, to, at }: SamEvent, how: How, from: Node, properties: Delivery = {}) {
  addInvokes(reading, how, from, { node: to, qualifier: to.properties.alias }, at, properties);
}

/** What an event source mapping says of itself. */
export const mappingOf = ({ template }: Reading, p: ModelMap): Delivery => ({
  maxConcurrency: valueIn(template, mapOf(p.ScalingConfig).MaximumConcurrency),
});

/** What SAM makes of an event, under the function's condition: it refers to all that the event names. */
function addGenerated(
  { reading, to, id, p, at }: SamEvent,
  type: ResourceType,
  ending = '',
  properties: Properties = {},
): Node {
  const node = generated(reading, `${to.id}${id}${ending}`, type, to, properties);
  addReferencesIn(reading, node, 'property', p, [...at, 'Properties']);
  addSamReference(reading, node, to, at);
  return node;
}

/** Events as a list, and what a filter of keys says. */
export function notified(
  reading: Reading,
  events: Model | undefined,
  filter: Model | undefined,
): Delivery {
  const rules = mapOf(mapOf(filter).S3Key).Rules;
  const rule = (wanted: string) =>
    [rules ?? []].flat().find((each) => String(mapOf(each).Name).toLowerCase() === wanted);
  const ruleValue = (wanted: string) => valueIn(reading.template, mapOf(rule(wanted)).Value);
  return {
    events: [valueIn(reading.template, events)].flat(),
    prefix: ruleValue('prefix'),
    suffix: ruleValue('suffix'),
  };
}

function readS3(event: SamEvent): void {
  const { reading, p, to, at } = event;
  const bucket = sourceNode(reading, p.Bucket, 'bucket');
  add(event, 's3', bucket, notified(reading, p.Events, p.Filter));
  addSamReference(reading, bucket, to, at);
}

function readCognito(event: SamEvent): void {
  const { reading, p, to, at } = event;
  const pool = sourceNode(reading, p.UserPool, 'pool');
  addGenerated(event, 'permission', 'Permission');
  for (const operation of [p.Trigger ?? []].flat())
    add(event, 'cognito', pool, { operation: valueIn(reading.template, operation as Model) });
  addSamReference(reading, pool, to, at);
}

/** What `Globals` say of the API that SAM makes. */
const implicitApi = ({ template }: Reading, type: keyof typeof IMPLICIT): Properties => ({
  isRest: type === 'Api',
  deploysItself: true,
  isGuarded: isGuarded(template, mapOf(template.globals[type]).Auth),
});

const readApi =
  (type: keyof typeof IMPLICIT, idOf: (p: ModelMap) => Model | undefined) => (event: SamEvent) => {
    const { reading, p, to, at } = event;
    const named = idOf(p);
    const api = named
      ? sourceNode(reading, named, 'api')
      : generated(reading, IMPLICIT[type], 'api', undefined, implicitApi(reading, type));
    addGenerated(event, 'permission', 'Permission');
    const isOpen = isOpenEvent(reading.template, p.Auth, api.properties.isGuarded);
    add(event, 'http', api, { ...routeOf(reading, p), isOpen });
    if (!api.isImported) addSamReference(reading, api, to, at);
  };

export const methodOf = (method: unknown) => {
  const upper = String(method ?? 'ANY').toUpperCase();
  return upper === 'X-AMAZON-APIGATEWAY-ANY-METHOD' || upper === '*' ? 'ANY' : upper;
};

/** The method of a route, which a template may leave to its deployment. */
export function methodIn({ template }: Reading, model: Model | undefined): Value {
  const method = valueIn(template, model);
  return typeof method === 'object' ? method : methodOf(method);
}

const routeOf = (reading: Reading, { Method, Path }: ModelMap): Delivery => ({
  path: valueIn(reading.template, Path) ?? '$default',
  method: methodIn(reading, Method),
});

/** A rule or schedule that SAM makes for the event. */
const readRule = (how: How, type: 'rule' | 'schedule') => (event: SamEvent) => {
  const sources = valueIn(event.reading.template, mapOf(event.p.Pattern).source);
  const from = addGenerated(event, type, '', sources === undefined ? {} : { sources });
  add(event, how, from);
};

const readSource =
  (how: How, type: 'queue' | 'stream' | 'table', key: string) => (event: SamEvent) => {
    addGenerated(event, 'mapping');
    const { reading, p } = event;
    for (const source of alternativesOf(p[key]))
      add(event, how, sourceNode(reading, source, type), mappingOf(reading, p));
  };

function readTopic(event: SamEvent): void {
  const { reading, p } = event;
  addGenerated(event, 'subscription');
  for (const topic of alternativesOf(p.Topic))
    add(event, 'sns', sourceNode(reading, topic, 'topic'));
}

const EVENTS: Readonly<Record<string, (event: SamEvent) => void>> = {
  SQS: readSource('sqs', 'queue', 'Queue'),
  Kinesis: readSource('kinesis', 'stream', 'Stream'),
  DynamoDB: readSource('dynamodb-stream', 'table', 'Stream'),
  SNS: readTopic,
  S3: readS3,
  Cognito: readCognito,
  Api: readApi('Api', ({ RestApiId }) => RestApiId),
  HttpApi: readApi('HttpApi', ({ ApiId }) => ApiId),
  EventBridgeRule: readRule('eventbridge', 'rule'),
  CloudWatchEvent: readRule('eventbridge', 'rule'),
  Schedule: readRule('schedule', 'rule'),
  ScheduleV2: readRule('schedule', 'schedule'),
};

/** SAM makes the URL of a function under an id of its own. */
function readUrl(reading: Reading, { id, properties }: Written, to: Node): void {
  if (properties.FunctionUrlConfig === undefined) return;
  const url = generated(reading, `${id}Url`, 'other', to);
  const at = inProperties(id, 'FunctionUrlConfig');
  addInvokes(reading, 'function-url', url, { node: to, qualifier: to.properties.alias }, at, {});
}

/** Reads the events of functions and state machines of SAM. */
export function readSamEvents(reading: Reading, written: Written): void {
  const to = reading.nodes.get(written.id)!;
  for (const [id, { Type, Properties }] of entriesOf(written.properties.Events)) {
    const at = inProperties(written.id, 'Events', id);
    EVENTS[String(Type)]?.({ reading, to, id, p: mapOf(Properties), at });
  }
  readUrl(reading, written, to);
}
