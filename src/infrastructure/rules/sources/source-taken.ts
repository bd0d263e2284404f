import type { Edge, How, Invokes, Node } from '../../graph.ts';
import { invokesBy, isInvokes, shown } from '../edges.ts';
import type { Finding, Rule } from '../rule.ts';

const RULE = 'source-taken';

/** The functions that a source's events come to, also through a queue or topic between, and how they come there. */
function receivers(
  source: Node,
  edges: readonly Edge[],
  seen = new Set<Node>(),
): readonly Invokes[] {
  if (seen.has(source)) return [];
  seen.add(source);
  return edges
    .filter(isInvokes)
    .filter(({ from }) => from === source)
    .flatMap((edge) => (edge.to.type === 'function' ? [edge] : receivers(edge.to, edges, seen)));
}

const finding = (source: Node, { to, place }: Invokes, wayOut: string): Finding => ({
  rule: RULE,
  place,
  reason: `The ${source.type === 'queue' ? 'messages' : 'events'} of ${source.id} go to ${to.id} already (${shown(place)})`,
  wayOut,
});

/** Two functions of one queue would each get a part of its messages. */
const queueTaken = (edges: readonly Invokes[], before: readonly Edge[]) =>
  edges.flatMap(({ from }) => {
    const [taken] = before.filter(isInvokes).filter((edge) => edge.from === from);
    return taken && edgeIsOf(taken, 'sqs')
      ? [finding(from, taken, 'Name another --queue, or leave it out for a new one.')]
      : [];
  });

const edgeIsOf = ({ how }: Invokes, wanted: How) => how === wanted;

/** The same function would get each event twice. */
function twice(added: Invokes, before: readonly Edge[], all: readonly Edge[]): readonly Finding[] {
  const targets = new Set(
    added.to.type === 'function' ? [added.to] : receivers(added.to, all).map(({ to }) => to),
  );
  const [taken] = receivers(added.from, before).filter(({ to }) => targets.has(to));
  if (!taken) return [];
  return [finding(added.from, taken, 'Change what is there, or name another source.')];
}

const ONCE: readonly How[] = ['kinesis', 'dynamodb-stream', 'sns', 'function-url'];

export const sourceTaken: Rule = {
  id: RULE,
  source:
    'Lambda: "An event source mapping with ... already exists"; SQS: each message goes to one consumer; SNS: one subscription an endpoint',
  check(_, addition, after) {
    const before = after.edges.filter((edge) => !addition.edges.includes(edge));
    const added = addition.edges.filter(isInvokes);
    return [
      ...queueTaken(invokesBy(added, 'sqs'), before),
      ...added
        .filter(({ how }) => ONCE.includes(how))
        .flatMap((edge) => twice(edge, before, after.edges)),
    ];
  },
};
