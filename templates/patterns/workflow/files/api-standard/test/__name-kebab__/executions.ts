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

const { body, requestContext } = readEvent('start.valid');

/** What an execution is started with by the sample event, or by one that differs. */
export const inputOf = (over: object) =>
  JSON.stringify({ ...JSON.parse(body), correlationId: requestContext.requestId, ...over });

export const otherOrder = { email: 'other@example.com' };

/** The commands of the current test: name and input. */
export const sent = () =>
  stepFunctionsMock.calls().map(({ args: [command] }) => [command.constructor.name, command.input]);

beforeEach(() => {
  stepFunctionsMock.reset().onAnyCommand().rejects(new Error('unexpected AWS call'));
  stepFunctionsMock.on(StartExecutionCommand).resolves({});
  const other = inputOf(otherOrder);
  stepFunctionsMock.on(StartExecutionCommand, { input: other }).rejects(alreadyExists);
  stepFunctionsMock.on(DescribeExecutionCommand).resolves({
    input: inputOf({ correlationId: 'an-earlier-request' }),
  });
});
