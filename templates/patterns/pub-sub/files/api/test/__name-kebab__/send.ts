import type { Message } from '../../src/__name-kebab__/event.ts';
import { context } from '../support/lambda.ts';
import { readEvent } from './fixtures.ts';

/** Has the function publish a message; with the same key, it is the same event. */
export async function send(message: Message, key: string): Promise<void> {
  const { handler } = await import('../../src/__name-kebab__/publish.ts');
  const { headers, ...event } = readEvent('publish.valid');
  await handler(
    {
      ...event,
      headers: { ...headers, 'idempotency-key': key },
      body: JSON.stringify(message),
    },
    context,
  );
}
