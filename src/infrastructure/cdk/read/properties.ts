import { ts } from 'ts-morph';
import { isNothing } from '../../../editors/cdk/syntax/optional.ts';
import { isUnknown, type Properties, type ResourceType, type Value } from '../../graph.ts';
import { propertyOf } from '../source/bindings.ts';
import { type Bounding, boundAt, chosen } from '../source/bounds.ts';
import type { Found } from '../source/scope.ts';
import { valueAt } from '../source/values.ts';

/** The properties that rules ask for, by what they are called here: the first name of CDK that is said, or the way to it. */
type Names = Readonly<Partial<Record<keyof Properties, readonly string[]>>>;

const NAMES: Readonly<Partial<Record<ResourceType, Names>>> = {
  function: {
    name: ['functionName'],
    timeout: ['timeout'],
    runtime: ['runtime'],
    reservedConcurrency: ['reservedConcurrentExecutions'],
    provisionedConcurrency: ['provisionedConcurrentExecutions'],
    memory: ['memorySize'],
    tenancy: ['tenancyConfig'],
    durableTimeout: ['durableConfig.executionTimeout'],
  },
  queue: { name: ['queueName'], visibilityTimeout: ['visibilityTimeout'], isFifo: ['fifo'] },
  rule: { schedule: ['schedule'], sources: ['eventPattern.source'] },
  stage: { autoDeploy: ['autoDeploy'] },
  topic: { name: ['topicName'], isFifo: ['fifo'] },
  table: { name: ['tableName'], streamView: ['stream', 'dynamoStream'] },
  stream: { name: ['streamName'] },
  bucket: { name: ['bucketName'] },
};

/**
 * A function may run as long as the longest of its timeouts, and a message is hidden for the shortest time. Where no
 * instance is kept, `undefined` says so.
 */
const BOUNDING: Readonly<Record<string, Bounding>> = {
  timeout: { pick: Math.max },
  visibilityTimeout: { pick: Math.min },
  provisionedConcurrentExecutions: { pick: Math.max, absent: 0 },
};

function said(props: Found, names: readonly string[]): Value {
  for (const name of names) {
    const keys = name.split('.');
    const last = keys.pop()!;
    const object = keys.reduce(
      (at: Found, key) => (at === 'missing' ? at : chosen(propertyOf(at, key))),
      props,
    );
    if (object === 'missing') continue;
    const bounding = BOUNDING[name];
    const value = bounding ? boundAt(object, last, bounding) : valueAt(object, last);
    if (value !== undefined) return value;
  }
  return undefined;
}

const firstKey = (name: string) => name.split('.')[0]!;

const isThere = (props: Found, name: string): Value => {
  const found = chosen(propertyOf(props, name));
  return found ? found !== 'missing' : { unknown: name };
};

/** What makes a function one of another kind: what a package may set is no reason to refuse its functions. */
const CHOSEN: ReadonlySet<string> = new Set(['tenancy', 'durableTimeout']);

/** The condition of `isOn ? value : undefined`, where it is not known. */
function conditionsOf(found: Found): readonly string[] {
  const made = chosen(found);
  if (!made || made === 'missing' || !ts.isConditionalExpression(made.node)) return [];
  const { condition, whenTrue, whenFalse } = made.node;
  return [whenTrue, whenFalse].some(isNothing) ? [condition.getText()] : [];
}

/** Of a table, the conditions without which it has no stream. */
const streamConditions = (props: Found): Properties => ({
  streamConditions: NAMES.table!.streamView!.flatMap((name) =>
    conditionsOf(propertyOf(props, name)),
  ),
});

/** What is known of a construct; of one whose properties are not known, everything is unknown. */
export function propertiesIn(type: ResourceType, props: Found): Properties {
  const read = Object.entries(NAMES[type] ?? {}).map(
    ([key, names]) => [key, said(props, names), names] as const,
  );
  const isSaid = (value: Value, names: readonly string[]) =>
    !isUnknown(value) || names.some((name) => isThere(props, firstKey(name)) === true);
  const known = read.filter(
    ([key, value, names]) => value !== undefined && (!CHOSEN.has(key) || isSaid(value, names)),
  );
  return { ...Object.fromEntries(known), ...(type === 'table' && streamConditions(props)) };
}

/** What a property of a node is called in the code, for a place or a new value. */
export const namesOf = (type: ResourceType, property: keyof Properties): readonly string[] =>
  (NAMES[type]?.[property] ?? []).map(firstKey);

/** What of an API its routes ask where they say nothing themselves, and whether it deploys them by itself. */
export const apiProperties = (props: Found, isRest: boolean): Properties => ({
  isRest,
  isGuarded: isThere(props, isRest ? 'defaultMethodOptions' : 'defaultAuthorizer'),
  ...(valueAt(props, isRest ? 'deploy' : 'createDefaultStage') !== false && {
    deploysItself: true,
  }),
});
