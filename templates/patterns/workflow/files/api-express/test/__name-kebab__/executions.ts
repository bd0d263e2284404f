import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach } from 'vitest';

// Handlers read it when they start: tests import this file before them
process.env.STATE_MACHINE_ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:orders';

/** Express executions do not share names: the workflow itself finds out. */
export const otherOrderStatus = 202;

export const stepFunctionsMock = mockClient(SFNClient);

/** The commands of the current test: name and input. */
export const sent = () =>
  stepFunctionsMock.calls().map(({ args: [command] }) => [command.constructor.name, command.input]);

beforeEach(() => {
  stepFunctionsMock.reset().onAnyCommand().rejects(new Error('unexpected AWS call'));
  stepFunctionsMock.on(StartExecutionCommand).resolves({});
});
