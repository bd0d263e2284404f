import { parsedJson } from '../core/json-text.ts';
import type { Outcome } from '../worker/function-process.ts';

/** Ids of the records that a function did not handle: all of them after an error. */
export function failedIds(
  { result, error }: Outcome,
  ids: readonly string[],
  reportsFailures: boolean,
): readonly string[] {
  if (error) return ids;
  if (!reportsFailures) return [];
  const answer = parsedJson(result ?? 'null') as { batchItemFailures?: unknown } | null;
  const failures = answer?.batchItemFailures;
  if (failures === undefined || failures === null) return [];
  if (!Array.isArray(failures)) return ids;
  const named = failures.map(
    (each) => (each as { itemIdentifier?: unknown } | null)?.itemIdentifier,
  );
  // Lambda counts the whole batch as failed when an id is empty, or is one that it did not send
  return named.every((id) => typeof id === 'string' && ids.includes(id))
    ? (named as string[])
    : ids;
}
