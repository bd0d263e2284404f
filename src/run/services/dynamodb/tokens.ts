import { createHash } from 'node:crypto';

/** How long a token tells that a transaction comes again, in milliseconds. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const LASTS_MS = 10 * 60_000;

const hashOf = (input: object) => createHash('sha256').update(JSON.stringify(input)).digest('hex');

/** The tokens of transactions that were written, by which a client sends one again without writing it twice. */
export class Tokens {
  readonly #all = new Map<string, { readonly hash: string; readonly until: number }>();

  /** What a token says of a transaction: nothing, that it was written, or that another one was. */
  find(token: string | undefined, input: object): 'written' | 'mismatch' | undefined {
    const known = token === undefined ? undefined : this.#all.get(token);
    if (!known || known.until < Date.now()) return undefined;
    return known.hash === hashOf(input) ? 'written' : 'mismatch';
  }

  keep(token: string | undefined, input: object): void {
    if (token !== undefined)
      this.#all.set(token, { hash: hashOf(input), until: Date.now() + LASTS_MS });
  }
}
