import type { Infrastructure } from '../graph.ts';
import { additionOf } from './addition.ts';
import { circularReference } from './circular-reference.ts';
import type { Finding, Rule } from './rule.ts';

/** Every rule, in the order of docs/rules.md. */
export const RULES: readonly Rule[] = [circularReference];

/** What the rules find in what `read` adds to `before`. */
export function findingsOf(before: Infrastructure, read: Infrastructure): readonly Finding[] {
  const { addition, after } = additionOf(before, read);
  return RULES.flatMap((rule) => rule.check(before, addition, after));
}
