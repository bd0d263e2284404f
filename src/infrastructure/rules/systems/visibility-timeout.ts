import { DEFAULT_TIMEOUT, DEFAULT_VISIBILITY, type Invokes, MAX_TIMEOUT } from '../../graph.ts';
import { invokesBy, numberOr, placeOf, shown } from '../edges.ts';
import type { Finding, Rule } from '../rule.ts';

/** Seconds. */
const LONGEST_VISIBILITY = 43_200;

const RULE = 'visibility-timeout';

function tooShort({ from, to }: Invokes, visibility: number, timeout: number): Finding {
  const value = Math.min(6 * timeout, LONGEST_VISIBILITY);
  const place = placeOf(from, 'visibilityTimeout');
  const runs = `${to.id} runs up to ${timeout} seconds (${shown(placeOf(to, 'timeout'))})`;
  return {
    rule: RULE,
    place,
    reason: `${runs}, and the visibility timeout of ${from.id} is ${visibility} seconds (${shown(place)}): Lambda refuses the mapping`,
    wayOut: `Set the visibility timeout of ${from.id} to ${value} seconds, six times the function's timeout.`,
    fix: { node: from, property: 'visibilityTimeout', value },
  };
}

const unsure = ({ from, to }: Invokes): Finding => ({
  rule: RULE,
  place: from.place,
  reason: `whether the visibility timeout of ${from.id} is as long as the timeout of ${to.id} is not known.`,
  wayOut: 'Lambda refuses the mapping where it is shorter; six times as long is best.',
  isUnsure: true,
});

/** Whether a deployment that gives other values than the defaults of parameters can break it. */
function canBreak({ from, to }: Invokes, visibility: number, timeout: number): boolean {
  const { shortestVisibility } = from.properties;
  const { longestTimeout } = to.properties;
  const [shortest, longest] = [
    numberOr(shortestVisibility, visibility) ?? 0,
    numberOr(longestTimeout, timeout) ?? MAX_TIMEOUT,
  ];
  return shortest < longest;
}

const ofParameter = ({ from, to }: Invokes): Finding => ({
  rule: RULE,
  place: placeOf(from, 'visibilityTimeout'),
  reason: `the visibility timeout of ${from.id} is as long as the timeout of ${to.id} by the defaults of parameters; a deployment can give others.`,
  wayOut: 'Lambda refuses the mapping where it is shorter.',
  isUnsure: true,
});

export const visibilityTimeout: Rule = {
  id: RULE,
  source:
    'Lambda: "Queue visibility timeout is less than Function timeout" (CreateEventSourceMapping, cfn-lint E3505)',
  check: (_, { nodes, edges }) =>
    invokesBy(edges, 'sqs').flatMap((edge) => {
      const { from, to } = edge;
      const visibility = numberOr(from.properties.visibilityTimeout, DEFAULT_VISIBILITY);
      const timeout = numberOr(to.properties.timeout, DEFAULT_TIMEOUT);
      const isKnown = !from.isImported && visibility !== undefined;
      if (isKnown && visibility >= (timeout ?? MAX_TIMEOUT)) {
        const isSure = !canBreak(edge, visibility, timeout ?? MAX_TIMEOUT);
        return isSure ? [] : [ofParameter(edge)];
      }
      if (isKnown && timeout !== undefined) return [tooShort(edge, visibility, timeout)];
      // A queue of the addition is written for the function's timeout
      return nodes.includes(from) && !from.isImported ? [] : [unsure(edge)];
    }),
};
