import { type Invokes, MAX_TIMEOUT } from '../../graph.ts';
import { isCode, isInvokes, numberOr, placeOf, shown } from '../edges.ts';
import type { Finding, Rule } from '../rule.ts';

const RULE = 'durable-function';

/** Those that do not wait for the function. */
const ASYNCHRONOUS: readonly Invokes['how'][] = ['eventbridge', 'schedule'];

function findingFor({ how, to, properties }: Invokes): Finding | undefined {
  const { durableTimeout, alias } = to.properties;
  const place = placeOf(to, 'durableTimeout');
  const of = { rule: RULE, place };
  if (alias === undefined && properties.qualifier === undefined) {
    const option = isCode(place) ? `${to.id}.addAlias('live')` : 'AutoPublishAlias: live';
    return {
      ...of,
      reason: `${to.id} is a durable function (${shown(place)}): it is invoked by a version or an alias alone, and has none`,
      wayOut: `Publish an alias first (${option}).`,
    };
  }
  const seconds = numberOr(durableTimeout, 0);
  if (ASYNCHRONOUS.includes(how) || (seconds !== undefined && seconds <= MAX_TIMEOUT))
    return undefined;
  return {
    ...of,
    reason: `An execution of ${to.id} may take ${seconds ? `${seconds} seconds` : 'longer'} (${shown(place)}), and who waits for the function, waits for ${MAX_TIMEOUT}`,
    wayOut: `Let an execution take ${MAX_TIMEOUT} seconds at most, or have another function invoke it asynchronously.`,
    ...(seconds === undefined && { isUnsure: true as const }),
  };
}

export const durableFunction: Rule = {
  id: RULE,
  source:
    'Lambda: a durable function is invoked by a qualified ARN; synchronously, its execution takes 15 minutes at most',
  check: (_, addition) =>
    addition.edges
      .filter(isInvokes)
      .filter(({ to }) => to.properties.durableTimeout !== undefined)
      .flatMap((edge) => findingFor(edge) ?? [])
      .slice(0, 1),
};
