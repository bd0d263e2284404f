import type { SQSEvent, SQSRecord } from 'aws-lambda';

/** A message as Lambda takes it from a queue; its id and receipt handle are the given one. */
export function sqsRecord(messageId: string, body: string, over?: Partial<SQSRecord>): SQSRecord {
  return {
    messageId,
    receiptHandle: messageId,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1768469400000',
      SenderId: 'AIDAEXAMPLE',
      ApproximateFirstReceiveTimestamp: '1768469400001',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:queue',
    awsRegion: 'us-east-1',
    ...over,
  };
}

export const sqsEvent = (...Records: SQSRecord[]): SQSEvent => ({ Records });
