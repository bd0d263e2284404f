import { expect, test } from 'vitest';
import { permissions } from '../support/permissions.ts';
import { loadParameters } from '../support/parameters.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

test('the function may read entries and send as one address, and nothing else', () => {
  expect(permissions(template, '__Name__Run')).toEqual([
    'dynamodb:Query on __Name__Table.Arn/index/byTime',
    'dynamodb:UpdateItem on __Name__Table.Arn',
    'ses:SendEmail on arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:configuration-set/* if {"StringEquals":{"ses:FromAddress":"__Name__MailFrom"}}',
    'ses:SendEmail on arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:identity/* if {"StringEquals":{"ses:FromAddress":"__Name__MailFrom"}}',
    'sqs:SendMessage on __Name__DeadLetters.Arn',
  ]);
  expect(properties(template, '__Name__Run')).toMatchObject({
    Environment: {
      Variables: {
        MAIL_FROM: '__Name__MailFrom',
        MAIL_TO: '__Name__MailTo',
        TABLE_NAME: '__Name__Table',
      },
    },
  });
});

test('the index holds entries by their time', () => {
  expect(properties(template, '__Name__Table')).toMatchObject({
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byTime',
        KeySchema: [
          { AttributeName: 'kind', KeyType: 'HASH' },
          { AttributeName: 'id', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
});

test('sender and recipient are addresses', async () => {
  const AllowedPattern = '^[^@ ]+@[^@ ]+$';
  expect(await loadParameters()).toMatchObject({
    __Name__MailFrom: { AllowedPattern },
    __Name__MailTo: { AllowedPattern },
  });
});
