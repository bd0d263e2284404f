import { expect, test } from 'vitest';
import { every } from '../support/template.ts';

interface Keys {
  KeySchema: { AttributeName: string }[];
}

interface Table extends Keys {
  Replicas: object[];
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  GlobalSecondaryIndexes?: Keys[];
}

const dev = await every<Table>('AWS::DynamoDB::GlobalTable');
const staging = await every<Table>('AWS::DynamoDB::GlobalTable', { stage: 'staging' });
const prod = await every<Table>('AWS::DynamoDB::GlobalTable', { stage: 'prod' });

test.each(dev)(
  '%s: %s is encrypted, billed by request, backed up and kept',
  (_, id, table, stack) => {
    expect(stack[id]).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      },
    });
    for (const replica of table.Replicas) {
      expect(replica).toMatchObject({
        Region: expect.stringMatching(/^AWS::Region$|^[a-z]+-[a-z]+-\d$/),
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      });
    }
  },
);

test.each(dev)('%s: %s defines the attributes of its keys, all of them texts', (_, __, table) => {
  const schemas = [table, ...(table.GlobalSecondaryIndexes ?? [])].flatMap((of) => of.KeySchema);
  const names = new Set(schemas.map(({ AttributeName }) => AttributeName));
  const texts = [...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
  expect(table.AttributeDefinitions).toHaveLength(texts.length);
  expect(table.AttributeDefinitions).toEqual(expect.arrayContaining(texts));
});

test.each([
  ...[...dev, ...staging].map((table) => [...table, false] as const),
  ...prod.map((table) => [...table, true] as const),
])('%s: %s is protected from deletion in prod alone', (_, __, table, ___, isProtected) => {
  for (const replica of table.Replicas) {
    expect(replica).toMatchObject({ DeletionProtectionEnabled: isProtected });
  }
});
