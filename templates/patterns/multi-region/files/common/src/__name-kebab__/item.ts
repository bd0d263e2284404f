import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { HttpError } from '../shared/errors.ts';
import type { HttpEvent } from '../shared/http.ts';

export const ItemInput = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  description: z.optional(z.string().check(z.maxLength(2000))),
});

export type ItemInput = z.infer<typeof ItemInput>;

export interface Item extends ItemInput {
  id: string;
  updatedAt: string;
  /** Where it was last written. */
  region: string;
}

/** An id that cannot exist is answered as one that does not. */
export function itemIdOf(event: HttpEvent): string {
  const id = z.safeParse(z.uuid(), event.pathParameters?.id);
  if (!id.success) throw new HttpError(404, 'No such item');
  return id.data;
}

/**
 * Made from all that an answer shows. A version number would not do: two regions can give the same
 * one to different items before they have heard of each other.
 */
export const etagOf = (item: Item) => `"${sha256(JSON.stringify(item))}"`;

/** Tells a request that comes again. */
export const hashOf = (input: ItemInput) => sha256(JSON.stringify(input));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
