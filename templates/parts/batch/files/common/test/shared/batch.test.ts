import { expect, test } from 'vitest';
import { batch } from '../../src/shared/batch.ts';
import { context, logged } from '../support/lambda.ts';
import { sqsEvent, sqsRecord } from '../support/sqs.ts';

/** Fails for bodies that begin with `bad`. */
async function work({ body }: { body: string }) {
  if (body.startsWith('bad')) throw new Error('it is bad');
}

test('returns only the failed messages', async () => {
  const event = sqsEvent(sqsRecord('1', 'good'), sqsRecord('2', 'bad'), sqsRecord('3', 'good'));

  expect(await batch(work)(event, context)).toEqual({
    batchItemFailures: [{ itemIdentifier: '2' }],
  });
  expect(await batch(work)(sqsEvent(sqsRecord('1', 'good')), context)).toEqual({
    batchItemFailures: [],
  });
});

test('fails when every message does', async () => {
  const event = sqsEvent(sqsRecord('1', 'bad'), sqsRecord('2', 'bad'));

  await expect(batch(work)(event, context)).rejects.toThrow('All records failed');
});

test('logs a failure with its message, without the body', async () => {
  const correlationId = { stringValue: 'caller-id-42', dataType: 'String' } as const;
  const first = sqsRecord('1', 'bad secret-1', { messageAttributes: { correlationId } });
  const second = sqsRecord('2', 'bad secret-1');

  await batch(work)(sqsEvent(first, second, sqsRecord('3', 'good')), context);

  expect(logged()).toMatch(/"messageId":"1",.*"correlation_id":"caller-id-42".*it is bad/);
  expect(logged()).toMatch(/"messageId":"2",.*"correlation_id":"2".*it is bad/);
  expect(logged()).toContain(`"function_request_id":"${context.awsRequestId}"`);
  expect(logged()).not.toContain('secret-1');
});
