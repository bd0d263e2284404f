import { expect, test } from 'vitest';
import { fail, sent } from '../support/pool.ts';
import { answer } from '../../src/shared/answer.ts';

const error = (code: string) => Object.assign(new Error('no'), { code });

test.each([
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout',
])('%s: the database resumes, which is worth a wait of seconds', async (message) => {
  fail(new Error(message));

  await expect(answer('SELECT 1', {})).rejects.toMatchObject({ status: 503, retryAfter: 15 });
});

test.each(['40001', '40P01', '53300', '57014', '57P03', 'ECONNREFUSED'])(
  '%s may be gone in a moment',
  async (code) => {
    fail(error(code));

    await expect(answer('SELECT 1', {})).rejects.toMatchObject({ status: 503, retryAfter: 1 });
    expect(sent()).toHaveLength(1);
  },
);

test.each([
  ...['57P01', '57P02', '57P05', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
  ...['Connection terminated unexpectedly', 'Query read timeout'],
])('a connection that is gone (%s) is made anew, once', async (reason) => {
  const gone = Object.assign(new Error(reason), { code: reason });
  fail(gone, error('42601'));

  await expect(answer('SELECT 1', {})).rejects.toMatchObject({ code: '42601' });
  fail(gone);
  await expect(answer('SELECT 1', {})).rejects.toMatchObject({ status: 503, retryAfter: 1 });
  expect(sent()).toHaveLength(2);
});

test('what SQL finds wrong is an error of ours', async () => {
  fail(error('42601'));

  await expect(answer('SELECT 1', {})).rejects.not.toHaveProperty('status');
});

test('parameters are no text of the statement', async () => {
  fail(error('42601'));

  await expect(answer('SELECT :b, :a, :b', { a: 1, b: "'" })).rejects.toThrow();
  expect(sent()).toEqual([{ text: 'SELECT $2, $1, $2', values: [1, "'"] }]);
});
