import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod/mini';
import { readEnv } from '../shared/env.ts';
import type { Upload } from './upload.ts';

const { TOPIC_ARN } = readEnv({ TOPIC_ARN: z.string().check(z.minLength(1)) });

// Three attempts end within 8 s
const sns = new SNSClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 500, requestTimeout: 2000, throwOnRequestTimeout: true },
});

export type Outcome =
  | { status: 'success'; output: { bucket: string; key: string }; summary: object }
  | { status: 'failure'; reason: string };

/** Publishes how an upload ended; subscribers can filter by `status`. */
export async function notify({ bucket, key, versionId }: Upload, outcome: Outcome): Promise<void> {
  await sns.send(
    new PublishCommand({
      TopicArn: TOPIC_ARN,
      Message: JSON.stringify({ upload: { bucket, key, versionId }, ...outcome }),
      MessageAttributes: { status: { DataType: 'String', StringValue: outcome.status } },
    }),
  );
}
