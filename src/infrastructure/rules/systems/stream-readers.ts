import type { How, Invokes } from '../../graph.ts';
import { invokesBy, shown } from '../edges.ts';
import type { Finding, Rule } from '../rule.ts';

const RULE = 'stream-readers';

/** Readers of one shard that are not throttled. */
const MOST: readonly (readonly [How, number])[] = [
  ['dynamodb-stream', 2],
  ['kinesis', 5],
];

function findings(added: Invokes, all: readonly Invokes[], most: number): readonly Finding[] {
  const readers = all.filter(({ from }) => from === added.from);
  if (readers.length <= most) return [];
  const others = readers
    .filter((each) => each !== added)
    .map(({ to, place }) => `${to.id} (${shown(place)})`);
  return [
    {
      rule: RULE,
      place: added.from.place,
      reason: `The stream of ${added.from.id} is read by ${others.join(', ')} already: more than ${most} readers are throttled.`,
      wayOut: 'Let one of them pass the records on, to a topic for example.',
      isUnsure: true,
    },
  ];
}

export const streamReaders: Rule = {
  id: RULE,
  source:
    'DynamoDB Streams: "No more than two processes at most should be reading from the same stream\'s shard"; Kinesis: five reads a second and shard',
  check: (_, addition, after) =>
    MOST.flatMap(([how, most]) =>
      invokesBy(addition.edges, how).flatMap((added) =>
        findings(added, invokesBy(after.edges, how), most),
      ),
    ),
};
