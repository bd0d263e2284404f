import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach } from 'vitest';

export const snsMock = mockClient(SNSClient);

/** What the current test has published. */
export const published = () =>
  snsMock.commandCalls(PublishCommand).map(({ args: [command] }) => command.input);

beforeEach(() => {
  snsMock.reset().onAnyCommand().rejects(new Error('unexpected AWS call'));
});
