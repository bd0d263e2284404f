import type { Name } from '../../core/names.ts';

const spaced = (kebab: string) =>
  kebab.replace(
    /(^|-)(.)/g,
    (_, dash: string, first: string) => (dash ? ' ' : '') + first.toUpperCase(),
  );

/** A name in every spelling that a text may have; for a name of one word, the characters around it decide which. */
function spellings({ pascal, camel, kebab }: Name, text: string): readonly string[] {
  const snake = kebab.replaceAll('-', '_');
  const small = text.includes('_') ? [snake, kebab, camel] : [kebab, camel, snake];
  return [...(text.includes(' ') ? [spaced(kebab), pascal] : [pascal, spaced(kebab)]), ...small];
}

/** A text with another name in the place of one that it has, spelled as that is. */
export function respelled(text: string, old: Name, now: Name): string {
  const [from, to] = [old, now].map((each) => spellings(each, text.trim()));
  const n = from!.findIndex((each) => new RegExp(`(?<![A-Za-z])${each}(?![a-z])`).test(text));
  return n < 0 ? text : text.replace(from![n]!, to![n]!);
}
