/** Remembers what a function answers for each object, for as long as the object lives. */
export function remembered<K extends WeakKey, A extends readonly unknown[], V>(
  keyOf: (...args: A) => K,
  answer: (...args: A) => V,
): (...args: A) => V {
  const answers = new WeakMap<K, { readonly value: V }>();
  return (...args) => {
    const key = keyOf(...args);
    const known = answers.get(key);
    if (known) return known.value;
    const value = answer(...args);
    answers.set(key, { value });
    return value;
  };
}
