import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { logger } from './logger.ts';

/** Handles one message; the records of `log` name it. A message for which it throws is delivered again. */
export type Work = (record: SQSRecord, log: Logger) => Promise<void>;

const processor = new BatchProcessor(EventType.SQS);

/**
 * Makes a Lambda handler that processes the messages of a batch in parallel and returns only the failed
 * ones to the queue. When all of them fail, so does the function.
 */
export function batch(work: Work) {
  return (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    logger.addContext(context);
    return processPartialResponse(event, (record: SQSRecord) => logged(record, work), processor, {
      context,
    });
  };
}

async function logged(record: SQSRecord, work: Work): Promise<void> {
  const { messageId, messageAttributes, attributes } = record;
  const log = logger.createChild();
  log.appendKeys({ messageId, receiveCount: Number(attributes.ApproximateReceiveCount) });
  log.setCorrelationId(messageAttributes.correlationId?.stringValue ?? messageId);
  try {
    await work(record, log);
  } catch (error) {
    log.error('Failed', error as Error);
    throw error;
  }
}
