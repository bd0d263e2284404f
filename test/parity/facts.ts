import { apiFacts } from './apis.ts';
import { about, type Fact, textOf } from './fact.ts';
import { invocationFacts } from './invocations.ts';
import { grantedFacts, managedFacts, policyFacts } from './permissions.ts';
import type { Properties, Resource, Resources } from './template.ts';

/** Its id is for the expression beside it, which names none. */
interface Metric {
  readonly Expression?: string;
  readonly MetricStat?: unknown;
}

const withoutArn = (reference: unknown) => String(reference).replace(/\.Arn$/, '');

/** CDK makes `name:live` of an alias's ARN. */
const byAlias = (fn: unknown) => withoutArn(fn).replace(/:live$/, '.Alias');

type Reader = (properties: never, id: string, resource: Resource) => readonly Fact[];

const READERS: Readonly<Record<string, Reader>> = {
  'AWS::Lambda::Function': ({ Code, Handler, Role, ...others }: Properties, id) => {
    const entry = (Code as { ZipFile?: string }).ZipFile?.replace(/\.ts$/, '.handler');
    return [
      [id, 'Handler', entry ?? Handler],
      [id, 'Role', withoutArn(Role)],
      ...about(id, others),
    ];
  },
  // Never replaced: each version has an id of its own
  'AWS::Lambda::Version': (properties: Properties, id, { DeletionPolicy = 'Delete' }) =>
    about(id, { ...properties, DeletionPolicy }),
  'AWS::Lambda::EventSourceMapping': ({ FunctionName, EventSourceArn, ...others }: Properties) =>
    about(byAlias(FunctionName), { Enabled: true, ...others }, `reads ${EventSourceArn}`),
  'AWS::Lambda::EventInvokeConfig': ({ FunctionName, ...others }: Properties) =>
    about(withoutArn(FunctionName), others, 'invoked without an answer'),
  // What it holds is a file, as the code of a function is
  'AWS::Lambda::LayerVersion': ({ Content: _, ...others }: Properties, id) => about(id, others),
  'AWS::SNS::Subscription': ({ TopicArn, Endpoint, ...others }: Properties) =>
    about(String(TopicArn), others, `subscribed by ${Endpoint}`),
  'AWS::StepFunctions::StateMachine': (
    { DefinitionString, RoleArn, ...others }: Properties,
    id,
  ) => [
    [id, 'Definition', JSON.parse(String(DefinitionString))],
    [id, 'Role', withoutArn(RoleArn)],
    ...about(id, others),
  ],
  'AWS::CloudWatch::Alarm': ({ Metrics = [], ...others }: { Metrics?: Metric[] }, id) => [
    ...Metrics.map(
      ({ Expression, MetricStat }): Fact => [
        id,
        Expression ? 'expression' : 'metrics',
        Expression ?? MetricStat,
      ],
    ),
    ...about(id, others),
  ],
  'AWS::CloudWatch::Dashboard': ({ DashboardBody, ...others }: Properties, id) => [
    ...about(id, JSON.parse(String(DashboardBody)), 'body'),
    ...about(id, others),
  ],
  'AWS::Route53::RecordSet': ({ Name, Type, ...others }: Properties) =>
    about(`${Name} ${Type}`, others),
  'AWS::ApiGatewayV2::ApiMapping': (properties: Properties) =>
    about(String(properties.DomainName), properties, 'mapping'),
};

/** A resource is there with its type, and goes or stays with its stack. */
function ofResource(id: string, resource: Resource): readonly Fact[] {
  const { Type, Properties, DeletionPolicy = 'Delete', UpdateReplacePolicy = 'Delete' } = resource;
  const read = READERS[Type];
  if (read) return read(Properties as never, id, resource);
  return [[id, 'is', Type], ...about(id, { ...Properties, DeletionPolicy, UpdateReplacePolicy })];
}

/** What other readers read. */
const ELSEWHERE =
  /^AWS::(IAM::|ApiGateway::|ApiGatewayV2::(Api|Stage|Route|Integration|Authorizer)$)|::(\w+Policy|Permission)$/;

const ownFacts = (all: Resources) =>
  Object.entries(all)
    .filter(([, { Type }]) => !ELSEWHERE.test(Type))
    .flatMap(([id, resource]) => ofResource(id, resource));

const READ = [ownFacts, apiFacts, grantedFacts, managedFacts, policyFacts, invocationFacts];

/** All that is so in a stack, by whom and what; what holds twice holds as a list. */
export function factsOf(all: Resources): ReadonlyMap<string, string> {
  const facts = new Map<string, Set<string>>();
  for (const [subject, aspect, value] of READ.flatMap((read) => read(all))) {
    const key = `${subject} · ${aspect}`;
    facts.set(key, (facts.get(key) ?? new Set()).add(textOf(value)));
  }
  const texts = [...facts].map(([key, values]) => [key, [...values].sort().join(' and ')] as const);
  return new Map(texts);
}
