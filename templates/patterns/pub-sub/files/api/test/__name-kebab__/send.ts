import type { Message } from '../../src/__name-kebab__/event.ts';
import { context } from '../support/lambda.ts';
import { readEvent } from './fixtures.ts';

/** Has the function publish a message; with the same key, it is the same event. */
export async function send(message: Message, key: string): Promise<void> {
  const { handler } = await import('../../src/__name-kebab__/publish.ts');
  const event = readEvent('publish.valid');
  const headers = { ...event.headers, 'idempotency-key': key };
  await handler({ ...event, headers, body: JSON.stringify(message) }, context);
}
