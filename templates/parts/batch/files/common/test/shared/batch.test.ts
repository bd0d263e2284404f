import { SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import { expect, test } from 'vitest';
import { batch } from '../../src/shared/batch.ts';
import { context, logged } from '../support/lambda.ts';
import { sqsEvent, sqsRecord } from '../support/sqs.ts';

const worked: string[] = [];

/** Fails for bodies that begin with `bad`. */
async function work({ body }: { body: string }) {
  worked.push(body);
  if (body.startsWith('bad')) throw new Error('it is bad');
}

const inGroup = (group: string, messageId: string, body: string) => {
  const record = sqsRecord(messageId, body);
  return { ...record, attributes: { ...record.attributes, MessageGroupId: group } };
};

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

test('in order, a failure holds back the rest of its group, and no other group', async () => {
  const inOrder = batch(work, new SqsFifoPartialProcessorAsync(), { skipGroupOnError: true });
  worked.length = 0;

  const event = sqsEvent(
    inGroup('a', '1', 'good 1'),
    inGroup('b', '2', 'bad 2'),
    inGroup('b', '3', 'good 3'),
    inGroup('a', '4', 'good 4'),
  );

  expect(await inOrder(event, context)).toEqual({
    batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '3' }],
  });
  expect(worked).toEqual(['good 1', 'bad 2', 'good 4']);
});
