import { sqsEvent, sqsRecord } from '../support/sqs.ts';

/** The event that brings a notification of S3. */
export const ingested = (notification: object): object =>
  sqsEvent(sqsRecord('1', JSON.stringify(notification)));

/** Events that only this way of ingestion has, and what they lead to. */
export const ownEvents = {
  'process.malformed-body': sqsEvent(sqsRecord('1', '{"Records": [')),
  'process.empty-batch': sqsEvent(),
};

export const ingestOutcomes: Record<string, string[] | 'fails'> = {
  'process.malformed-body': 'fails',
  'process.mixed-batch': ['failure', 'success'],
  'process.empty-batch': [],
};
