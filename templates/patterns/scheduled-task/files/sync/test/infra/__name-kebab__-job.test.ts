import { expect, test } from 'vitest';
import { permissions } from '../support/permissions.ts';
import { loadParameters } from '../support/parameters.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

test('the function may read its secret and store items, and nothing else', () => {
  expect(permissions(template, '__Name__Run')).toEqual([
    'dynamodb:PutItem on __Name__Table.Arn',
    'dynamodb:UpdateItem on __Name__Table.Arn',
    'secretsmanager:GetSecretValue on __Name__ApiToken',
    'sqs:SendMessage on __Name__DeadLetters.Arn',
  ]);
  expect(properties(template, '__Name__Run')).toMatchObject({
    Environment: {
      Variables: {
        API_TOKEN_ARN: '__Name__ApiToken',
        API_URL: '__Name__ApiUrl',
        TABLE_NAME: '__Name__Table',
      },
    },
  });
});

test('the token is a secret that nobody knows until it is set', () => {
  expect(template.__Name__ApiToken).toMatchObject({
    Type: 'AWS::SecretsManager::Secret',
    Properties: { GenerateSecretString: {} },
  });
});

test('the API is called over TLS', async () => {
  expect(await loadParameters()).toMatchObject({
    __Name__ApiUrl: { AllowedPattern: '^https://.+$' },
  });
});
