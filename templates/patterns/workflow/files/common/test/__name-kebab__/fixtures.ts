import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../events/__name-kebab__/', import.meta.url);

const read = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

/** What differs from the valid event of the function, by case; a text is sent in its place. */
const changes: Record<string, object | string> = {
  'validate.missing-items': { items: [] },
  'validate.missing-token': { paymentToken: undefined },
  'validate.negative-price': { items: [{ sku: 'mug-blue', quantity: 2, unitPrice: -1250 }] },
  'validate.unknown-currency': { currency: 'XXX' },
  'validate.extra-field': { total: 1 },
  'validate.not-an-object': 'order-4711',
  'charge.provider-timeout': { paymentToken: 'tok_slow' },
  'charge.provider-unavailable': { paymentToken: 'tok_unavailable' },
  'refund.not-charged': { paymentToken: 'tok_unavailable' },
};

const files = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

/** The events of one function, by name. */
export const eventsOf = (name: string) =>
  [...files, ...Object.keys(changes)].filter((event) => event.startsWith(`${name}.`));

export function readEvent(name: string) {
  const change = changes[name];
  if (!change) return read(name);
  return typeof change === 'string'
    ? change
    : { ...read(name.replace(/\..*/, '.valid')), ...change };
}
