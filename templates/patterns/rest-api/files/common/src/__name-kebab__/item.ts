import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { HttpError } from '../shared/errors.ts';
import type { HttpEvent } from '../shared/http.ts';

/** Databases such as PostgreSQL store no null character. */
const text = z.string().check(z.refine((value) => !value.includes('\0'), 'No null character'));

export const ItemInput = z.strictObject({
  name: text.check(z.minLength(1), z.maxLength(200)),
  description: z.optional(text.check(z.maxLength(2000))),
});

export type ItemInput = z.infer<typeof ItemInput>;

export interface Item extends ItemInput {
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** An id that cannot exist is answered as one that does not. */
export function itemIdOf(event: HttpEvent): string {
  const id = z.safeParse(z.uuid(), event.pathParameters?.id);
  if (!id.success) throw new HttpError(404, 'No such item');
  return id.data;
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export const hashOf = (input: ItemInput) => sha256(JSON.stringify(input));

export const etagOf = (item: Item) => `"${item.version}"`;
