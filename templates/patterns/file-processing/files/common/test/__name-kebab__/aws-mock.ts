import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach } from 'vitest';
import { sample } from './sample.ts';

export const s3Mock = mockClient(S3Client);
export const snsMock = mockClient(SNSClient);

export const s3Failure = (name: string) =>
  new S3ServiceException({ name, message: name, $fault: 'client', $metadata: {} });

export function stored(bytes: Uint8Array, metadata: Record<string, string> = {}) {
  const Body = { transformToByteArray: async () => bytes } as GetObjectCommandOutput['Body'];
  return { Body, ContentType: 'text/plain', Metadata: metadata };
}

/** What the current test has stored. */
export const puts = () =>
  s3Mock.commandCalls(PutObjectCommand).map(({ args: [{ input }] }) => input);

/** What the current test has published to the topic. */
export const notices = () =>
  snsMock
    .commandCalls(PublishCommand)
    .map(({ args: [{ input }] }) => ({ ...input, Message: JSON.parse(input.Message ?? '') }));

beforeEach(() => {
  const unexpected = new Error('unexpected AWS call');
  s3Mock.reset().onAnyCommand().rejects(unexpected);
  s3Mock.on(GetObjectCommand).resolves(stored(sample));
  s3Mock.on(PutObjectCommand).resolves({});
  snsMock.reset().onAnyCommand().rejects(unexpected);
  snsMock.on(PublishCommand).resolves({});
});
