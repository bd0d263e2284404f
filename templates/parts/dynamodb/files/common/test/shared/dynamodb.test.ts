import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { test } from 'vitest';
import { expectTimeout } from '../support/silent-server.ts';
import { dynamodb } from '../../src/shared/dynamodb.ts';

test('gives up on a table that does not answer, in time for a second call', async () => {
  const get = () => dynamodb.send(new GetCommand({ TableName: 'table', Key: { id: '1' } }));
  await expectTimeout('AWS_ENDPOINT_URL_DYNAMODB', get, { attempts: 2, within: 4000 });
});
