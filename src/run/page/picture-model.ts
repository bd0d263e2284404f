import type { Deployment } from '../../infrastructure/resolve/deployment.ts';
import { textOf } from '../../infrastructure/resolve/read/values.ts';
import { statesOf } from '../services/states/definition.ts';

export type NodeKind =
  | 'api'
  | 'function'
  | 'queue'
  | 'topic'
  | 'bucket'
  | 'table'
  | 'schedule'
  | 'rule'
  | 'pool'
  | 'machine';

export interface PictureNode {
  readonly id: string;
  readonly kind: NodeKind;
}

export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  /** What takes this way: an event, a call that the function's variables let one expect, or what failed. */
  readonly kind: 'event' | 'uses' | 'dead';
}

export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

/** Ids of resources by their ARN; of functions by their name as well, which mappings may have. */
export function arnIds(deployment: Deployment): ReadonlyMap<string, string> {
  const { functions, queues, topics, buckets, tables, stateMachines, rules, schedules } =
    deployment;
  const named = [
    functions,
    queues,
    topics,
    buckets,
    tables,
    stateMachines,
    rules,
    schedules,
  ].flat();
  const streams = tables.flatMap(({ id, streamArn }) =>
    streamArn ? [[streamArn, id] as const] : [],
  );
  const byName = functions.map(({ name, id }) => [name, id] as const);
  return new Map([...byName, ...named.map(({ arn, id }) => [arn, id] as const), ...streams]);
}

const nodesOf = (deployment: Deployment): readonly PictureNode[] => {
  const of = (kind: NodeKind, all: readonly { id: string }[]) =>
    all.map(({ id }) => ({ id, kind }));
  return [
    ...of('api', deployment.apis),
    ...of(
      'api',
      deployment.functions.filter(({ url }) => url).map(({ id }) => ({ id: `${id}Url` })),
    ),
    ...of('schedule', deployment.schedules),
    ...of('rule', deployment.rules),
    ...of('pool', deployment.pools),
    ...of('bucket', deployment.buckets),
    ...of('topic', deployment.topics),
    ...of('queue', deployment.queues),
    ...of('machine', deployment.stateMachines),
    ...of('function', deployment.functions),
    ...of('table', deployment.tables),
  ];
};

type Pair = readonly [from: string, to: string | undefined];

function eventPairs(deployment: Deployment): readonly Pair[] {
  return [
    ...deployment.apis.flatMap(({ id, routes }) =>
      routes.map(({ functionArn }): Pair => [id, functionArn]),
    ),
    ...deployment.functions.flatMap(({ id, arn, url }): Pair[] => (url ? [[`${id}Url`, arn]] : [])),
    ...[...deployment.schedules, ...deployment.rules].flatMap(({ id, targets }) =>
      targets.map(({ arn }): Pair => [id, arn]),
    ),
    ...deployment.pools.flatMap(({ id, triggers }) =>
      Object.values(triggers).map((arn): Pair => [id, arn]),
    ),
    ...deployment.buckets.flatMap(({ id, notifications }) =>
      notifications.map(({ targetArn }): Pair => [id, targetArn]),
    ),
    ...deployment.subscriptions.map(({ topicArn, endpoint }): Pair => [topicArn, endpoint]),
    ...deployment.mappings.map(({ sourceArn, functionArn }): Pair => [sourceArn, functionArn]),
    ...deployment.stateMachines.flatMap(({ id, definition }) =>
      statesOf(definition).map(({ state }): Pair => {
        const parameters = (state.Parameters ?? state.Arguments ?? {}) as Record<string, never>;
        return [id, textOf(parameters.FunctionName) ?? textOf(state.Resource)];
      }),
    ),
  ];
}

const deadPairs = (deployment: Deployment): readonly Pair[] => [
  ...deployment.queues.map(({ id, redrive }): Pair => [id, redrive?.deadLetterArn]),
  ...deployment.subscriptions.map(({ topicArn, deadLetterArn }): Pair => [topicArn, deadLetterArn]),
  ...deployment.functions.map(
    ({ id, asynchronous }): Pair => [id, asynchronous.onFailure ?? asynchronous.deadLetters],
  ),
];

/** What a function's variables name is what it uses: a table, a bucket, a topic, a queue, a state machine. */
function usePairs(deployment: Deployment): readonly Pair[] {
  const { tables, buckets, topics, queues, stateMachines } = deployment;
  const names = new Map<string, string>([
    ...[...tables, ...buckets].map(({ name, id }) => [name, id] as const),
    ...[...topics, ...stateMachines].map(({ arn, id }) => [arn, id] as const),
  ]);
  return deployment.functions.flatMap(({ id, environment }) =>
    Object.values(environment).map((value): Pair => {
      const queue = queues.find(({ name }) => value.endsWith(`/000000000000/${name}`));
      return [id, queue?.id ?? names.get(value)];
    }),
  );
}

/** The architecture as nodes and arrows. */
export function pictureOf(deployment: Deployment): Picture {
  const ids = arnIds(deployment);
  const nodes = nodesOf(deployment);
  const known = new Set(nodes.map(({ id }) => id));
  const edges = new Map<string, PictureEdge>();
  const add = (pairs: readonly Pair[], kind: PictureEdge['kind']) => {
    for (const [source, target] of pairs) {
      const from = ids.get(source) ?? source;
      const to = target && (ids.get(target) ?? target);
      const key = `${from}\n${to}`;
      if (to && known.has(from) && known.has(to) && !edges.has(key))
        edges.set(key, { from, to, kind });
    }
  };
  add(eventPairs(deployment), 'event');
  add(deadPairs(deployment), 'dead');
  add(usePairs(deployment), 'uses');
  return { nodes, edges: [...edges.values()] };
}
