import { isUnknown, type Value } from './graph.ts';

/** What stands for a part of a text that is not known; no path has it. */
const HOLE = '*';

/** What is known of a text: the text itself, or with holes for what is not. */
export const likeOf = (value: Value): string => {
  if (isUnknown(value)) return value.like ?? HOLE;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : HOLE;
};

/** A text that may have holes, as a value; `whole` is how the source has it. */
export const textLike = (like: string, whole: string): Value =>
  like.includes(HOLE) ? { unknown: whole, like } : like;

/** Texts one behind the other, as far as they are known; `whole` is how the source has them. */
export function joinedText(parts: readonly Value[], whole: string): Value {
  const isKnown = parts.every((each) => typeof each === 'string' || typeof each === 'number');
  const like = parts.map(likeOf).join('');
  return isKnown ? like : { unknown: whole, like };
}

/** Whether a text is known in whole, or in part. */
export const isText = (value: Value) =>
  typeof value === 'string' || (isUnknown(value) && value.like !== undefined);

/** Whether a text could be one that has holes. */
export function couldBe(text: string, like: string): boolean {
  const parts = like.split(HOLE).map((each) => each.replace(/\W/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}

/** What is known of the front of a text, up to its first hole. */
export const knownFront = (like: string) => like.split(HOLE)[0]!;
