import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';
import { Table } from './constructs/table.ts';

/** What each function does with the table. */
const ACTIONS: Record<string, string> = {
  Create: 'dynamodb:PutItem',
  List: 'dynamodb:Query',
  Get: 'dynamodb:GetItem',
  Update: 'dynamodb:UpdateItem',
  Delete: 'dynamodb:DeleteItem',
};

/** The table of the items, and how functions get at it. */
export function storeOf(scope: Construct) {
  const table = new Table(scope, 'Table', {
    partitionKey: { name: 'ownerId', type: AttributeType.STRING },
    sortKey: { name: 'id', type: AttributeType.STRING },
  });
  return {
    environment: { TABLE_NAME: table.tableName },
    allow: (fn: LambdaFunction, name: string) => fn.allow([`${ACTIONS[name]}`], table.tableArn),
  };
}
