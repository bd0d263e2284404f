import type { How, Infrastructure, Invokes, Node } from '../../graph.ts';
import { busOf, isInvokes, shown } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'other-region';

/** What Lambda reads itself, and a rule, which is made on a bus of its own region; topics send to queues of others. */
const SAYS: Partial<Record<How, string>> = {
  sqs: 'Lambda reads what is in its own region',
  kinesis: 'Lambda reads what is in its own region',
  'dynamodb-stream': 'Lambda reads what is in its own region',
  eventbridge: 'a rule is made in the region of its bus',
};

/** What has to be in the function's region: the source, or the bus of a rule. */
const sourceOf = ({ from }: Invokes, after: Infrastructure): Node =>
  (from.type === 'rule' && busOf(from, after)) || from;

export const otherRegion: Rule = {
  id: RULE,
  source:
    'Lambda: a function and the queue or stream that it reads are in one region; EventBridge: a rule and its bus are, too',
  check: (_, addition, after) =>
    addition.edges.filter(isInvokes).flatMap((edge) => {
      const { how, to } = edge;
      const from = sourceOf(edge, after);
      const [theirs, own] = [from.properties.region, to.properties.region];
      const isOther = typeof theirs === 'string' && typeof own === 'string' && theirs !== own;
      const said = SAYS[how];
      if (!said || !isOther) return [];
      return [
        {
          rule: RULE,
          place: from.place,
          reason: `${from.id} is in ${theirs} (${shown(from.place)}), and ${to.id} in ${own}: ${said}.`,
          wayOut: `Make the function in a stack of ${theirs}, or name what is in ${own}.`,
        },
      ];
    }),
};
