import { randomUUID } from 'node:crypto';
import { HttpError } from '../shared/errors.ts';
import { type HttpEvent, header, http, json, jsonBody } from '../shared/http.ts';
import { logger } from '../shared/logger.ts';
import { Message } from './event.ts';
import { idFrom } from './id.ts';
import { publish } from './topic.ts';

export const handler = http(async (event: HttpEvent) => {
  const key = idempotencyKeyOf(event);
  const message = jsonBody(event, Message);

  const id = key === undefined ? randomUUID() : idFrom(`${key}\n${JSON.stringify(message)}`);
  await publish(message, id, String(logger.getCorrelationId()));
  return json(202, { id });
});

function idempotencyKeyOf(event: HttpEvent): string | undefined {
  const key = header(event, 'idempotency-key');
  if (key === undefined || /^[\x20-\x7e]{1,255}$/.test(key)) return key;
  throw new HttpError(400, 'Idempotency-Key takes 1 to 255 printable ASCII characters');
}
