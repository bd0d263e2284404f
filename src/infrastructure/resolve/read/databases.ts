import type { CustomResource, Database } from '../deployment.ts';
import type { ResolvedResource, ResolvedStack } from '../stack.ts';
import { isTrue, textOf } from './values.ts';

/** Whether statements reach a cluster over HTTPS, by the Data API: others need a connection of their own. */
export const hasDataApi = ({ type, properties }: ResolvedResource) =>
  type === 'AWS::RDS::DBCluster' &&
  properties.Engine === 'aurora-postgresql' &&
  isTrue(properties.EnableHttpEndpoint);

const isCustom = ({ type }: ResolvedResource) =>
  type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::');

export function databasesOf({ resources, around: { stackName: stack } }: ResolvedStack): {
  databases: readonly Database[];
  customResources: readonly CustomResource[];
} {
  const all = [...resources.values()];
  return {
    databases: all.filter(hasDataApi).map(({ id, identity }) => ({
      id,
      stack,
      name: identity.ref,
      arn: identity.attributes.DBClusterArn!,
      endpoint: identity.attributes['Endpoint.Address']!,
    })),
    customResources: all.filter(isCustom).map(({ id, type, properties }) => ({
      id,
      stack,
      type,
      functionArn: textOf(properties.ServiceToken) ?? '',
      properties,
    })),
  };
}
