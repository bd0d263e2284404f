import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach } from 'vitest';
import { readEvent } from './fixtures.ts';

// Handlers read it when they start: tests import this file before them
process.env.STATE_MACHINE_ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:orders';

export const otherOrderStatus = 409;

export const stepFunctionsMock = mockClient(SFNClient);

export const alreadyExists = new ExecutionAlreadyExists({ message: 'exists', $metadata: {} });

/** What an execution is started with by one of the sample events. */
export function inputOf(event: string, correlationId?: string): string {
  const { body, requestContext } = readEvent(event);
  return JSON.stringify({
    ...JSON.parse(body),
    correlationId: correlationId ?? requestContext.requestId,
  });
}

/** The commands of the current test: name and input. */
export const sent = () =>
  stepFunctionsMock.calls().map(({ args: [command] }) => [command.constructor.name, command.input]);

beforeEach(() => {
  stepFunctionsMock.reset().onAnyCommand().rejects(new Error('unexpected AWS call'));
  stepFunctionsMock.on(StartExecutionCommand).resolves({});
  const other = inputOf('start.other-order');
  stepFunctionsMock.on(StartExecutionCommand, { input: other }).rejects(alreadyExists);
  stepFunctionsMock.on(DescribeExecutionCommand).resolves({
    input: inputOf('start.valid', 'an-earlier-request'),
  });
});
