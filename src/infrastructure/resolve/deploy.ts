import { type Model, mapOf } from '../../editors/sam/model.ts';
import type { Deployment } from './deployment.ts';
import { databasesOf } from './read/databases.ts';
import { eventsOf } from './read/events.ts';
import { functionsOf } from './read/functions.ts';
import { httpApis } from './read/http-apis.ts';
import { messagingOf } from './read/messaging.ts';
import { notEmulatedOf } from './read/not-emulated.ts';
import { othersOf, type ReadFile } from './read/others.ts';
import { restApis } from './read/rest-apis.ts';
import { storageOf } from './read/storage.ts';
import { samApis } from './sam/apis.ts';
import { expandSam } from './sam/expand.ts';
import type { ResolvedResource, ResolvedStack } from './stack.ts';

/** The path of a construct within its stack, without the resource in it that each construct has. */
function labelOf({ id, metadata }: ResolvedResource): string {
  const path = metadata['aws:cdk:path'];
  if (typeof path !== 'string') return id;
  return (
    path
      .split('/')
      .slice(1)
      .join('/')
      .replace(/\/(Resource|Default)$/, '') || id
  );
}

/** What CloudFormation would make of a resolved stack. */
export function deploymentOf(
  stack: ResolvedStack,
  globals: Record<string, Model> | object,
  read: ReadFile,
): Deployment {
  const { stackName } = stack.around;
  const declared = [...stack.resources.values()];
  const all = declared
    .flatMap(expandSam)
    .map((each) => ({ ...each, id: labelOf(each), logicalId: each.id }));
  const expanded = { ...stack, resources: new Map(all.map((each) => [each.logicalId, each])) };
  const messaging = messagingOf(expanded);
  const databases = databasesOf(expanded);
  return {
    functions: functionsOf(expanded),
    apis: [
      ...samApis(declared, mapOf(globals as Model), stackName),
      ...httpApis(expanded.resources, stackName),
      ...restApis(expanded.resources, stackName),
    ],
    ...messaging,
    ...storageOf(expanded),
    ...eventsOf(expanded),
    ...othersOf(expanded, read),
    ...databases,
    notEmulated: notEmulatedOf(all, messaging.subscriptions, databases.databases),
    invented: new Map(
      [...stack.invented].map(([name, value]) => [`${stackName}.${name}`, value] as const),
    ),
  };
}

type Identified = { readonly id: string; readonly stack: string };

/** Ids that more than one stack has get their stack in front. */
function qualified<T extends Identified>(all: readonly T[]): readonly T[] {
  const counts = new Map<string, number>();
  for (const { id } of all) counts.set(id, (counts.get(id) ?? 0) + 1);
  return all.map((each) =>
    counts.get(each.id)! > 1 ? { ...each, id: `${each.stack}/${each.id}` } : each,
  );
}

/** Of things with one name, as the replicas of a table, the first. */
const distinct = <T>(all: readonly T[], key: (each: T) => string): readonly T[] =>
  [...new Map(all.toReversed().map((each) => [key(each), each])).values()].toReversed();

/** The deployments of several stacks as one. */
export function joined(all: readonly Deployment[]): Deployment {
  const of = <T>(list: (each: Deployment) => readonly T[]) => all.flatMap((each) => list(each));
  return {
    functions: qualified(of((each) => each.functions)),
    apis: qualified(of((each) => each.apis)),
    queues: qualified(of((each) => each.queues)),
    topics: qualified(of((each) => each.topics)),
    subscriptions: of((each) => each.subscriptions),
    buckets: qualified(of((each) => each.buckets)),
    tables: qualified(
      distinct(
        of((each) => each.tables),
        ({ name }) => name,
      ),
    ),
    mappings: of((each) => each.mappings),
    rules: qualified(of((each) => each.rules)),
    schedules: qualified(of((each) => each.schedules)),
    stateMachines: qualified(of((each) => each.stateMachines)),
    parameters: distinct(
      of((each) => each.parameters),
      ({ name }) => name,
    ),
    secrets: of((each) => each.secrets),
    databases: qualified(of((each) => each.databases)),
    customResources: qualified(of((each) => each.customResources)),
    pools: of((each) => each.pools),
    buses: of((each) => each.buses),
    notEmulated: of((each) => each.notEmulated),
    invented: new Map(all.flatMap(({ invented }) => [...invented])),
  };
}
