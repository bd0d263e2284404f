import type { Infrastructure, Node } from '../../graph.ts';
import { invokesBy, placeOf, shown, textOr } from '../edges.ts';
import type { Addition, Finding, Rule } from '../rule.ts';
import { heldBy } from './condition.ts';

const RULE = 'stream-view';

/** Another view than before. */
function changed(old: Node, { nodes }: Infrastructure): readonly Finding[] {
  const { streamView: view } = old.properties;
  const now = nodes.find(({ id, place }) => id === old.id && place === old.place);
  if (view === undefined || !now) return [];
  if (JSON.stringify(now.properties.streamView) === JSON.stringify(view)) return [];
  const place = placeOf(old, 'streamView');
  return [
    {
      rule: RULE,
      place,
      reason: `The stream of ${old.id} has a view already (${shown(place)}), and others may read it`,
      wayOut: 'Leave the view as it is.',
    },
  ];
}

/** A stream that comes to a table of several replicas. */
function turnedOn(old: Node, { nodes }: Infrastructure): readonly Finding[] {
  const { streamView, isStreamFixed } = old.properties;
  const now = nodes.find(({ id, place }) => id === old.id && place === old.place);
  if (!isStreamFixed || streamView !== undefined || now?.properties.streamView === undefined)
    return [];
  return [
    {
      rule: RULE,
      place: old.place,
      reason: `${old.id} has several replicas and no stream (${shown(old.place)}); CloudFormation can turn on a stream only while the table has one replica`,
      wayOut:
        'Give it a StreamSpecification while it has one entry in Replicas, and add the others then.',
    },
  ];
}

/** A stream that its table has under a condition alone. */
const sometimes = ({ edges }: Addition, after: Infrastructure): readonly Finding[] =>
  invokesBy(edges, 'dynamodb-stream').flatMap(({ from, to }) => {
    const held = heldBy(to, after);
    const lacks = from.properties.streamConditions?.find((each) => !held.has(each));
    if (lacks === undefined) return [];
    const place = placeOf(from, 'streamView');
    return [
      {
        rule: RULE,
        place,
        reason: `${from.id} has a stream only under the condition ${lacks} (${shown(place)}), and ${to.id} does not have that condition`,
        wayOut:
          'Give the table its stream in every case, or name a function that has the condition.',
      },
    ];
  });

/** What a reader of the stream does not get. */
function lacking({ edges }: Addition): readonly Finding[] {
  return invokesBy(edges, 'dynamodb-stream').flatMap(({ from, to }) => {
    const view = textOr(from.properties.streamView, 'NEW_AND_OLD_IMAGES');
    if (view === 'NEW_AND_OLD_IMAGES') return [];
    return [
      {
        rule: RULE,
        place: placeOf(from, 'streamView'),
        reason: `the stream of ${from.id} has ${view ? `the view ${view}` : 'a view that is not known'}, which stays as it is.`,
        wayOut: `${to.id} gets no other images of a record.`,
        isUnsure: true as const,
      },
    ];
  });
}

export const streamView: Rule = {
  id: RULE,
  source:
    'DynamoDB: the view of a stream cannot be changed while it is on (UpdateTable); its readers rely on it',
  check: (before, addition, after) => [
    ...before.nodes
      .filter(({ type }) => type === 'table')
      .flatMap((table) => [...changed(table, after), ...turnedOn(table, after)]),
    ...sometimes(addition, after),
    ...lacking(addition),
  ],
};
