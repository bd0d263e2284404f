import type { SQSEvent } from 'aws-lambda';
import { sqsEvent, sqsRecord } from '../support/sqs.ts';

/** S3's notification in an event, which is a batch of messages. */
export const carried = ({ Records: [message] }: SQSEvent) => JSON.parse(message?.body ?? '');

/** The event that has notifications, a message each; a text is sent as it is. */
export const carrying = (...notifications: unknown[]): SQSEvent =>
  sqsEvent(
    ...notifications.map((one, index) =>
      sqsRecord(String(index + 1), typeof one === 'string' ? one : JSON.stringify(one)),
    ),
  );
