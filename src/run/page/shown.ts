import type { Execution, Invocation } from '../core/activity.ts';
import { jsonOrText } from '../core/json-text.ts';

/** An invocation as the page and `--json` show it. */
export function shownInvocation({
  id,
  functionId,
  cause,
  event,
  startedAt,
  outcome,
  response,
}: Invocation) {
  const { kind, from, parent, chain } = cause;
  return {
    id,
    function: functionId,
    trigger: kind,
    ...(from && { from }),
    ...(parent && { parent }),
    chain,
    event: jsonOrText(event),
    startedAt,
    ...(response && { status: response.status }),
    ...(response?.problem && { problem: response.problem }),
    ...(outcome && {
      ...(outcome.error
        ? { error: outcome.error }
        : { result: jsonOrText(outcome.result ?? 'null') }),
      logs: outcome.logs,
      durationMs: Math.round(outcome.durationMs * 10) / 10,
      timedOut: outcome.timedOut,
    }),
  };
}

export const shownExecution = ({ machineId, cause, ...execution }: Execution) => ({
  ...execution,
  machine: machineId,
  chain: cause.chain,
});
