/** Stands in for Node's module of that name in yargs, which compares two values with it, and catches what it throws. */
export function notStrictEqual(actual, expected, message) {
  if (Object.is(actual, expected)) throw new Error(message);
}

export function strictEqual(actual, expected, message) {
  if (!Object.is(actual, expected)) throw new Error(message);
}
