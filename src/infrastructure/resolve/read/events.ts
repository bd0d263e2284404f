import { type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import type { Bus, EventSourceMapping, Rule, Schedule, Target } from '../deployment.ts';
import type { ResolvedResource, ResolvedStack } from '../stack.ts';
import { isTrue, jsonOf, mapsOf, numberOf, textOf, textsOf } from './values.ts';

const isQueue = (arn: string) => arn.split(':')[2] === 'sqs';

function filtersOf({ FilterCriteria }: ModelMap): readonly ModelMap[] {
  return mapsOf(mapOf(FilterCriteria).Filters).map(({ Pattern }) => mapOf(jsonOf(Pattern)));
}

function mappingOf({ id, properties }: ResolvedResource, stack: string): EventSourceMapping {
  const sourceArn = String(properties.EventSourceArn);
  const concurrency = mapOf(properties.ScalingConfig).MaximumConcurrency;
  const { OnFailure } = mapOf(properties.DestinationConfig);
  return {
    id,
    stack,
    functionArn: String(properties.FunctionName),
    sourceArn,
    isEnabled: String(properties.Enabled ?? true) === 'true',
    batchSize: numberOf(properties.BatchSize, isQueue(sourceArn) ? 10 : 100),
    windowSeconds: numberOf(properties.MaximumBatchingWindowInSeconds, 0),
    reportsFailures: textsOf(properties.FunctionResponseTypes).includes('ReportBatchItemFailures'),
    filters: filtersOf(properties),
    maxConcurrency: concurrency === undefined ? undefined : numberOf(concurrency, 2),
    retries: numberOf(properties.MaximumRetryAttempts, -1),
    bisects: isTrue(properties.BisectBatchOnFunctionError),
    onFailure: textOf(mapOf(OnFailure).Destination),
  };
}

function targetOf(target: ModelMap, retries: number): Target {
  const transformer = target.InputTransformer;
  return {
    arn: String(target.Arn),
    input: textOf(target.Input),
    inputPath: textOf(target.InputPath),
    transformer: transformer === undefined ? undefined : mapOf(transformer),
    retries: numberOf(mapOf(target.RetryPolicy).MaximumRetryAttempts, retries),
    deadLetterArn: textOf(mapOf(target.DeadLetterConfig).Arn),
    messageGroupId: textOf(mapOf(target.SqsParameters).MessageGroupId),
  };
}

/** Both EventBridge and Scheduler retry 185 times in a day. */
const RETRIES = 185;

const isEnabled = ({ State }: ModelMap) => State !== 'DISABLED';

const busOf = (value: string | undefined) => value?.split('/').at(-1) ?? 'default';

function ruleOf({ id, properties, identity }: ResolvedResource, stack: string): Rule {
  const pattern = jsonOf(properties.EventPattern);
  return {
    id,
    stack,
    name: identity.ref,
    arn: identity.attributes.Arn ?? identity.ref,
    bus: busOf(textOf(properties.EventBusName)),
    isEnabled: isEnabled(properties),
    pattern: pattern === undefined ? undefined : mapOf(pattern),
    targets: mapsOf(properties.Targets).map((each) => targetOf(each, RETRIES)),
  };
}

/** A time without a zone is in UTC. */
function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}

function scheduleOf(resource: ResolvedResource, stack: string): Schedule {
  const { id, properties, identity, type } = resource;
  const isRule = type === 'AWS::Events::Rule';
  const targets = isRule ? mapsOf(properties.Targets) : [mapOf(properties.Target)];
  return {
    id,
    stack,
    name: identity.ref,
    arn: identity.attributes.Arn ?? identity.ref,
    expression: String(properties.ScheduleExpression),
    timezone: textOf(properties.ScheduleExpressionTimezone) ?? 'UTC',
    isEnabled: isEnabled(properties),
    kind: isRule ? 'rule' : 'scheduler',
    startsAt: timeOf(textOf(properties.StartDate)),
    endsAt: timeOf(textOf(properties.EndDate)),
    targets: targets.map((each) => targetOf(each, RETRIES)),
  };
}

const isScheduled = ({ type, properties }: ResolvedResource) =>
  type === 'AWS::Scheduler::Schedule' ||
  (type === 'AWS::Events::Rule' && properties.ScheduleExpression !== undefined);

const isPatterned = ({ type, properties }: ResolvedResource) =>
  type === 'AWS::Events::Rule' && properties.EventPattern !== undefined;

const busesOf = (all: readonly ResolvedResource[], stack: string): readonly Bus[] =>
  all
    .filter(({ type }) => type === 'AWS::Events::EventBus')
    .map(({ id, identity }) => ({
      id,
      stack,
      name: identity.ref,
      arn: identity.attributes.Arn!,
    }));

export function eventsOf({ resources, around: { stackName } }: ResolvedStack) {
  const all = [...resources.values()];
  return {
    mappings: all
      .filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping')
      .map((each) => mappingOf(each, stackName)),
    rules: all.filter(isPatterned).map((each) => ruleOf(each, stackName)),
    schedules: all.filter(isScheduled).map((each) => scheduleOf(each, stackName)),
    buses: busesOf(all, stackName),
  };
}
