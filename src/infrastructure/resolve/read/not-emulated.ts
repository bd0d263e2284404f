import { mapOf } from '../../../editors/sam/model.ts';
import type { Database, NotEmulated, Subscription } from '../deployment.ts';
import type { ResolvedResource } from '../stack.ts';
import { hasDataApi } from './databases.ts';
import { textOf, textsOf } from './values.ts';

/** Types that a running application would notice, and that have no local counterpart. */
const REASONS: readonly (readonly [type: RegExp, reason: string])[] = [
  [/^AWS::Kinesis::Stream$/, 'there is no reliable local Kinesis'],
  [/^AWS::Serverless::GraphQLApi$|^AWS::AppSync::GraphQLApi$/, 'AppSync has no local counterpart'],
  [/^AWS::CloudFront::Distribution$/, 'CloudFront has no local counterpart'],
  [
    /^AWS::((RDS|DocDB)::DB(Cluster|Instance|Proxy)|ElastiCache::(CacheCluster|ReplicationGroup|ServerlessCache)|OpenSearchService::Domain)$/,
    'start one, and name its address',
  ],
  [/^AWS::ElasticLoadBalancingV2::LoadBalancer$/, 'load balancers have no local counterpart'],
  [/^AWS::(ECS::Service|Batch::JobDefinition)$/, 'containers are not run'],
  [/^AWS::Pipes::Pipe$/, 'pipes have no local counterpart'],
  [/^AWS::WAFv2::WebACL$/, 'no request is blocked locally'],
  [/^AWS::(Serverless::LayerVersion|Lambda::LayerVersion)$/, 'layers are not put under /opt'],
  [/^AWS::Cognito::UserPool$/, 'there is no sign-in: call its triggers with sample events'],
];

/** Layers that somebody else has published; those of the project are resources of their own. */
function foreignLayers({ type, properties }: ResolvedResource): string | undefined {
  if (!/^AWS::(Lambda|Serverless)::Function$/.test(type)) return undefined;
  const arns = textsOf(properties.Layers).filter((arn) => /^arn:[^:]*:lambda:/.test(arn));
  const names = arns.filter((arn) => !arn.includes(':000000000000:'));
  return names.length > 0 ? `not put under /opt: ${names.join(', ')}` : undefined;
}

/** Properties by which a stage gives functions variables. */
function stageVariables({ type, properties }: ResolvedResource): string | undefined {
  if (!/^AWS::(ApiGateway|ApiGatewayV2)::Stage$|^AWS::Serverless::(Http)?Api$/.test(type))
    return undefined;
  const variables = mapOf(properties.StageVariables ?? properties.Variables);
  return Object.keys(variables).length > 0 ? 'functions get no stage variables' : undefined;
}

const reasonOf = (resource: ResolvedResource): string | undefined => {
  const { type, properties } = resource;
  if (type === 'AWS::Serverless::Event')
    return `events of type ${String(properties.Type)} have no local counterpart`;
  if (type === 'AWS::ApiGatewayV2::Api' && properties.ProtocolType === 'WEBSOCKET')
    return 'WebSocket APIs have no local counterpart';
  if (type === 'AWS::Lambda::EventSourceMapping' && properties.TumblingWindowInSeconds)
    return 'tumbling windows have no local counterpart: records come without a state';
  return (
    REASONS.find(([pattern]) => pattern.test(type))?.[1] ??
    foreignLayers(resource) ??
    stageVariables(resource)
  );
};

/** A cluster that runs locally, and the instances of it. */
function ofDatabase(resource: ResolvedResource, databases: readonly Database[]): boolean {
  if (hasDataApi(resource)) return true;
  const cluster = textOf(resource.properties.DBClusterIdentifier);
  return databases.some(({ name }) => name === cluster);
}

const isDelivered = ({ protocol }: Subscription) => ['sqs', 'lambda'].includes(protocol);

/** What of a stack cannot run locally, each with its reason. */
export const notEmulatedOf = (
  resources: readonly ResolvedResource[],
  subscriptions: readonly Subscription[],
  databases: readonly Database[],
): readonly NotEmulated[] => [
  ...resources.flatMap((resource) => {
    const reason = ofDatabase(resource, databases) ? undefined : reasonOf(resource);
    return reason ? [{ id: resource.id, type: resource.type, reason }] : [];
  }),
  ...subscriptions
    .filter((each) => !isDelivered(each))
    .map(({ id, protocol }) => ({
      id,
      type: 'AWS::SNS::Subscription',
      reason: `messages to ${protocol} are not delivered`,
    })),
];
