import type { IncomingMessage } from 'node:http';

/** A request has more bytes than its reader takes. */
export class TooLarge extends Error {}

/** The body of a request; rejects with `TooLarge`, once all of it has come, for one of more than `most` bytes. */
export async function bodyOf(message: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= most) chunks.push(chunk);
  }
  if (bytes > most) throw new TooLarge('The request is too large');
  return Buffer.concat(chunks);
}
