import { AttributeType, ProjectionType } from 'aws-cdk-lib/aws-dynamodb';
import type { __Name__ } from './__name-kebab__.ts';

/** What the job needs: an index of the records by their expiry. */
export function addJob({ run, table }: __Name__): void {
  table.addGlobalSecondaryIndex({
    indexName: 'byExpiry',
    partitionKey: { name: 'kind', type: AttributeType.STRING },
    sortKey: { name: 'expiresAt', type: AttributeType.STRING },
    projectionType: ProjectionType.KEYS_ONLY,
  });
  run.allow(['dynamodb:Query'], `${table.tableArn}/index/byExpiry`);
  run.allow(['dynamodb:DeleteItem'], table.tableArn);
}
