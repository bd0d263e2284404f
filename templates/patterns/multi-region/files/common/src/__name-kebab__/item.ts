import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { type HttpEvent, validate } from '../shared/http.ts';

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

const Parameters = z.object({ id: z.uuid() });

export const itemIdOf = (event: HttpEvent) => validate(Parameters, event.pathParameters ?? {}).id;

/**
 * Made from the content. A version number would not do: two regions can give the same one to
 * different items before they have heard of each other.
 */
export const etagOf = ({ name, description }: ItemInput) =>
  `"${createHash('sha256')
    .update(JSON.stringify([name, description]))
    .digest('hex')}"`;
