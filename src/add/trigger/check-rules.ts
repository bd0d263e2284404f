import { refusal, unwritten } from '../../core/errors.ts';
import { findingsOf } from '../../infrastructure/rules/check.ts';
import type { Finding } from '../../infrastructure/rules/rule.ts';
import type { Staging } from '../staging.ts';
import type { CheckedTrigger } from './request.ts';
import type { TriggerTarget } from './trigger-target.ts';

const FIX = 'Change it, or let --fix do so.';

/** Throws `refused` for findings that are sure. */
export function refuseFound(all: readonly Finding[]): void {
  const found = all.filter(({ isUnsure }) => !isUnsure);
  const [first] = found;
  if (!first) return;
  const { place, paste, rule } = first;
  const ways = found.map(({ wayOut, fix }) => (fix ? `${wayOut} ${FIX}` : wayOut));
  throw refusal(found.map(({ reason }) => reason).join('\n'), {
    rule,
    at: { path: place.path, line: place.line },
    hint: unwritten([...new Set(ways)].join('\n')),
    ...(paste && { paste }),
  });
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
  const fixes = found.flatMap(({ fix }) => (fix ? [fix] : []));
  if (mayFix && fixes.length > 0) {
    for (const fix of fixes) target.stageFix(staging, fix);
    found = findingsOf(before, target.infrastructure(staging.tree, checked));
  }
  refuseFound(found);
  return found.map(
    ({ reason, place, wayOut }) => `${place.path}:${place.line}: ${reason} ${wayOut}`,
  );
}
