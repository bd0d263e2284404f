/** Remembers what a function answers for the texts that it was asked about last. */
export function recently<V>(count: number, answer: (text: string) => V): (text: string) => V {
  const answers = new Map<string, { readonly value: V }>();
  return (text) => {
    const found = answers.get(text) ?? { value: answer(text) };
    answers.delete(text);
    answers.set(text, found);
    const [oldest] = answers.keys();
    if (answers.size > count) answers.delete(oldest!);
    return found.value;
  };
}

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
