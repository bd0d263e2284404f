import type { How } from '../../graph.ts';
import { isInvokes, shown } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'other-region';

/** What Lambda reads itself; topics send to queues of other regions. */
const READ: readonly How[] = ['sqs', 'kinesis', 'dynamodb-stream'];

export const otherRegion: Rule = {
  id: RULE,
  source: 'Lambda: a function and the queue or stream that it reads are in one region',
  check: (_, addition) =>
    addition.edges.filter(isInvokes).flatMap(({ how, from, to }) => {
      const [theirs, own] = [from.properties.region, to.properties.region];
      const isOther = typeof theirs === 'string' && typeof own === 'string' && theirs !== own;
      if (!READ.includes(how) || !isOther) return [];
      return [
        {
          rule: RULE,
          place: from.place,
          reason: `${from.id} is in ${theirs} (${shown(from.place)}), and ${to.id} in ${own}: Lambda reads what is in its own region.`,
          wayOut: `Make the function in a stack of ${theirs}, or name what is in ${own}.`,
        },
      ];
    }),
};
