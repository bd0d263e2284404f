import * as z from 'zod/mini';

const id = z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/));
const positive = z.int().check(z.gte(1), z.lte(1_000_000_000));

const placed = {
  type: z.literal('order.placed'),
  data: z.strictObject({
    orderId: id,
    customerId: id,
    lines: z
      .array(z.strictObject({ sku: id, quantity: positive }))
      .check(z.minLength(1), z.maxLength(100)),
    /** `amount` counts the smallest unit of the currency. */
    total: z.strictObject({ amount: positive, currency: z.string().check(z.regex(/^[A-Z]{3}$/)) }),
  }),
};

const cancelled = {
  type: z.literal('order.cancelled'),
  data: z.strictObject({
    orderId: id,
    reason: z.string().check(z.minLength(1), z.maxLength(500)),
  }),
};

const envelope = {
  id: z.uuid(),
  version: z.literal(1),
  time: z.iso.datetime(),
  source: z.string(),
  correlationId: z.string(),
};

/** What has happened, as a publisher tells it. */
export const Message = z.discriminatedUnion('type', [
  z.strictObject(placed),
  z.strictObject(cancelled),
]);

/**
 * The same, as consumers get it. They refuse what they do not know, so a changed `data` is a new
 * `version`, which they learn to read before anybody publishes it.
 */
export const Event = z.discriminatedUnion('type', [
  z.strictObject({ ...envelope, ...placed }),
  z.strictObject({ ...envelope, ...cancelled }),
]);

export type Message = z.infer<typeof Message>;
export type Event = z.infer<typeof Event>;

/** Reads JSON. Its errors quote no value, for they are logged. */
export function parse<S extends z.core.$ZodType>(schema: S, text: string): z.output<S> {
  return check(schema, parseJson(text));
}

export function check<S extends z.core.$ZodType>(schema: S, value: unknown): z.output<S> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ code, path }) => `${path.join('.')} (${code})`);
  throw new Error(`Invalid fields: ${fields.join(', ')}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('It is not valid JSON');
  }
}
