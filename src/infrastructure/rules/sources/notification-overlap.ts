import type { Invokes, Value } from '../../graph.ts';
import { existing, invokesBy, shown, textOr } from '../edges.ts';
import type { Finding, Rule } from '../rule.ts';

const RULE = 'notification-overlap';

const textsOf = (value: Value): readonly (string | undefined)[] =>
  (Array.isArray(value) ? value : [value]).map((each: Value) => textOr(each, ''));

/** `s3:ObjectCreated:*` holds `s3:ObjectCreated:Put`. */
const areOfOneKind = (one: string, other: string) => {
  const [short, long] = [one, other].map((event) => event.replace(/\*$/, ''));
  return one.endsWith('*') || other.endsWith('*')
    ? short!.startsWith(long!) || long!.startsWith(short!)
    : one === other;
};

type Answer = boolean | undefined;

/** Whether one of two texts begins with the other; unknown where one of them is. */
function isBoth(one: string | undefined, other: string | undefined): Answer {
  if (one === '' || other === '') return true;
  if (one === undefined || other === undefined) return undefined;
  return one.startsWith(other) || other.startsWith(one);
}

const reversed = (text: string | undefined) => text && [...text].reverse().join('');

const ends = (value: Value) => reversed(textOr(value, ''));

function eventsMeet(one: Value, other: Value): Answer {
  const pairs = textsOf(one).flatMap((a) => textsOf(other).map((b) => [a, b] as const));
  if (pairs.some(([a, b]) => a && b && areOfOneKind(a, b))) return true;
  return pairs.some(([a, b]) => a === undefined || b === undefined) ? undefined : false;
}

/** An object may match both when its events, its prefixes and its suffixes all can. */
function overlap({ properties: one }: Invokes, { properties: other }: Invokes): Answer {
  const all = [
    eventsMeet(one.events, other.events),
    isBoth(textOr(one.prefix, ''), textOr(other.prefix, '')),
    isBoth(ends(one.suffix), ends(other.suffix)),
  ];
  if (all.includes(false)) return false;
  return all.includes(undefined) ? undefined : true;
}

const filterText = ({ properties: { prefix, suffix } }: Invokes) =>
  [prefix && `prefix ${String(prefix)}`, suffix && `suffix ${String(suffix)}`]
    .filter(Boolean)
    .join(' and ') || 'no filter';

function findingFor(added: Invokes, other: Invokes): Finding | undefined {
  const answer = overlap(added, other);
  if (answer === false) return undefined;
  const { from, place } = other;
  const theirs = answer ? filterText(other) : 'a filter that is not known';
  return {
    rule: RULE,
    place,
    reason: `${from.id} has a notification with ${theirs} already (${shown(place)}), and S3 refuses one that overlaps it: ${filterText(added)}`,
    wayOut: 'Give a --prefix or --suffix that no object has in common with it.',
    ...(answer === undefined && { isUnsure: true as const }),
  };
}

export const notificationOverlap: Rule = {
  id: RULE,
  source:
    'S3: "Configurations overlap. Configurations on the same bucket cannot share a common event type"; a prefix and a suffix overlap',
  check(_, addition, after) {
    const before = existing(invokesBy(after.edges, 's3'), addition.edges);
    return invokesBy(addition.edges, 's3').flatMap((added) =>
      before
        .filter(({ from }) => from === added.from)
        .flatMap((other) => findingFor(added, other) ?? [])
        .slice(0, 1),
    );
  },
};
