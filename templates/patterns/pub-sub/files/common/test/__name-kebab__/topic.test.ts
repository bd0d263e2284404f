import { PublishCommand } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { logged } from '../support/lambda.ts';
import { expectTimeout } from '../support/silent-server.ts';
import { placed } from './fixtures.ts';
import { snsMock } from './sns-mock.ts';
import { publish } from '../../src/__name-kebab__/topic.ts';

test('counts what it has published', async () => {
  snsMock.on(PublishCommand).resolves({});

  await publish(placed, 'id', 'correlation');

  expect(logged()).toContain('"__Name__Published":1');
});

test('gives up on a topic that does not answer, before its function ends after 10 s', async () => {
  snsMock.restore();
  const call = () => publish(placed, 'id', 'correlation');

  await expectTimeout('AWS_ENDPOINT_URL_SNS', call, { attempts: 3, within: 9500 });
});
