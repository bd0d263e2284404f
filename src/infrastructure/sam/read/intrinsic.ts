import { type Model, mapOf } from '../../../editors/sam/model.ts';

const INTRINSIC = /^(Ref|Condition|Fn::.+)$/;

/** The intrinsic function that a value is, and what it is given. */
export function intrinsicOf(
  model: Model | undefined,
): readonly [name: string, of: Model] | undefined {
  const entries = Object.entries(mapOf(model));
  const [entry] = entries;
  return entries.length === 1 && INTRINSIC.test(entry![0]) ? entry : undefined;
}
