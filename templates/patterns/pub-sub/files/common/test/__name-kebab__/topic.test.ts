import { test } from 'vitest';
import { expectTimeout } from '../support/silent-server.ts';
import { placed } from './fixtures.ts';
import { publish } from '../../src/__name-kebab__/topic.ts';

test('gives up on a topic that does not answer, before its function ends after 10 s', async () => {
  const call = () => publish(placed, 'id', 'correlation');

  await expectTimeout('AWS_ENDPOINT_URL_SNS', call, { attempts: 3, within: 9500 });
});
