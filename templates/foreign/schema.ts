/** What the function is given. */
export interface Input {
  readonly id: string;
}

/** Checks an event; throws a TypeError that says what is wrong with it. */
export function parseInput(event: unknown): Input {
  const { id } = (event ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string' || id === '') {
    throw new TypeError('id must be a text');
  }
  return { id };
}
