import type { Context } from 'aws-lambda';
import { beforeEach, vi } from 'vitest';

/** What Lambda passes along with the event, as far as handlers and logger read it. */
export const context = {
  functionName: 'function',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:function',
  memoryLimitInMB: '512',
  awsRequestId: '8f5ecb0a-6c1e-4f0b-9a55-1d2c3b4a5f60',
} as Context;

const writes = [process.stdout, process.stderr].map((stream) =>
  vi.spyOn(stream, 'write').mockReturnValue(true),
);

beforeEach(() => {
  for (const write of writes) write.mockClear();
});

/** All that the current test has logged. */
export const logged = () => writes.flatMap((write) => write.mock.calls).join('\n');
