import { AppError, refusal, unwritten } from '../../core/errors.ts';
import { findingsOf } from '../../infrastructure/rules/check.ts';
import type { Finding, Fix } from '../../infrastructure/rules/rule.ts';
import type { Staging } from '../staging.ts';
import type { CheckedTrigger } from './request.ts';
import type { TriggerTarget } from './trigger-target.ts';

const FIX = 'Change it, or let --fix do so.';

/** Throws `refused` for findings that are sure; `isFixable` says of which a plain edit would mend it. */
export function refuseFound(
  all: readonly Finding[],
  isFixable: (finding: Finding) => boolean = () => false,
): void {
  const found = all.filter(({ isUnsure }) => !isUnsure);
  const [first] = found;
  if (!first) return;
  const { place, paste, rule } = first;
  const ways = found.map((each) => (isFixable(each) ? `${each.wayOut} ${FIX}` : each.wayOut));
  throw refusal(found.map(({ reason }) => reason).join('\n'), {
    rule,
    at: { path: place.path, line: place.line },
    hint: unwritten([...new Set(ways)].join('\n')),
    ...(paste && { paste }),
  });
}

/** Stages what a finding asks for; answers why not, at its place in the file as the user has it. */
function refusedFix({ fix, place }: Finding, stage: (fix: Fix) => void): AppError | undefined {
  try {
    if (fix) stage(fix);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError && error.kind === 'refused')) throw error;
    return refusal(error.message, { ...error, at: { path: place.path, line: place.line } });
  }
}

/**
 * Asks the rules about what is staged, and answers the warnings. Throws `refused` when they find something, unless
 * plain edits mend it and `mayFix` allows them.
 */
export function checkRules(
  staging: Staging,
  target: TriggerTarget,
  checked: CheckedTrigger,
  mayFix: boolean,
): readonly string[] {
  const before = target.infrastructure(staging.context.disk, checked);
  let found = findingsOf(before, target.infrastructure(staging.tree, checked));
  if (found.some(({ fix }) => fix)) {
    const whyNot = new Map(
      found.map((each) => [each, refusedFix(each, (fix) => target.stageFix(staging, fix))]),
    );
    const why = [...whyNot.values()].find(Boolean);
    // Nothing is written of what is staged: a finding with a fix is sure
    if (!mayFix) refuseFound(found, (each) => Boolean(each.fix) && !whyNot.get(each));
    if (why) throw why;
    found = findingsOf(before, target.infrastructure(staging.tree, checked));
  }
  refuseFound(found);
  return found.map(
    ({ reason, place, wayOut }) => `${place.path}:${place.line}: ${reason} ${wayOut}`,
  );
}
