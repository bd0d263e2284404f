import { expect, test } from 'vitest';
import { dataApi } from '../support/data-api.ts';
import { answer } from '../../src/shared/answer.ts';

const fail = (name: string) =>
  dataApi
    .reset()
    .onAnyCommand()
    .rejects(Object.assign(new Error('no'), { name }));

test('a paused database is worth a wait of seconds', async () => {
  fail('DatabaseResumingException');

  await expect(answer('SELECT 1', {})).rejects.toMatchObject({ status: 503, retryAfter: 15 });
});

test.each([
  'DatabaseUnavailableException',
  'InternalServerErrorException',
  'ServiceUnavailableError',
  'StatementTimeoutException',
])('%s may be gone in a moment', async (name) => {
  fail(name);

  await expect(answer('SELECT 1', {})).rejects.toMatchObject({ status: 503, retryAfter: 1 });
});

test('what SQL finds wrong is an error of ours', async () => {
  fail('DatabaseErrorException');

  await expect(answer('SELECT 1', {})).rejects.not.toHaveProperty('status');
});
