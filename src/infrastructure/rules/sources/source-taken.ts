import { allows } from '../../actions.ts';
import type { Edge, Grants, How, Invokes, Node } from '../../graph.ts';
import { existing, invokesBy, isInvokes, shown } from '../edges.ts';
import type { Finding, Rule } from '../rule.ts';

const RULE = 'source-taken';
const ANOTHER = 'Name another --queue, or leave it out for a new one.';

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
    return taken && edgeIsOf(taken, 'sqs') ? [finding(from, taken, ANOTHER)] : [];
  });

const isGrant = (edge: Edge): edge is Grants => edge.kind === 'grants';

const isOwnRole = ({ to }: Grants, fn: Node) => to === fn || to.id === fn.properties.role;

/** Who may receive the messages of a queue, but for the function that is to get them. */
const readers = ({ from, to }: Invokes, before: readonly Edge[]) =>
  before
    .filter(isGrant)
    .filter((edge) => edge.on === from && allows(edge.actions, 'sqs:ReceiveMessage'))
    .filter((edge) => !isOwnRole(edge, to));

/** What somebody else is allowed to receive is theirs to read. */
const shared = (edge: Invokes, before: readonly Edge[]) =>
  readers(edge, before)
    .filter(({ to }) => to.isImported)
    .map(
      ({ place }): Finding => ({
        rule: RULE,
        place,
        reason: `Others may receive the messages of ${edge.from.id} (${shown(place)}): each reader would get a part of them`,
        wayOut: ANOTHER,
      }),
    )
    .slice(0, 1);

/** A role of the project that takes messages out may be of a program that reads the queue. */
const perhapsRead = (edge: Invokes, before: readonly Edge[]) =>
  readers(edge, before)
    .filter(({ to, actions }) => !to.isImported && allows(actions, 'sqs:DeleteMessage'))
    .map(
      ({ to, place }): Finding => ({
        rule: RULE,
        place,
        reason: `${to.id} may receive and delete the messages of ${edge.from.id}; if it does, each reader gets a part of them.`,
        wayOut: 'A new queue is only for this function: leave out --queue.',
        isUnsure: true,
      }),
    )
    .slice(0, 1);

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

/** A function, and each of its aliases, has one URL. */
function secondUrl(added: Invokes, before: readonly Edge[]): readonly Finding[] {
  const [taken] = invokesBy(before, 'function-url').filter(
    ({ to, properties: { qualifier } }) =>
      to === added.to && qualifier === added.properties.qualifier,
  );
  if (!taken) return [];
  const reason = `${added.to.id} has a URL already (${shown(taken.place)})`;
  return [{ rule: RULE, place: taken.place, reason, wayOut: 'Call that one, or remove it first.' }];
}

const ONCE: readonly How[] = ['kinesis', 'dynamodb-stream', 'sns'];

export const sourceTaken: Rule = {
  id: RULE,
  source:
    'Lambda: "An event source mapping with ... already exists"; SQS: each message goes to one consumer; SNS: one subscription an endpoint',
  check(_, addition, after) {
    const before = existing(after.edges, addition.edges);
    const added = addition.edges.filter(isInvokes);
    const queues = invokesBy(added, 'sqs');
    return [
      ...queueTaken(queues, before),
      ...queues.flatMap((edge) => [...shared(edge, before), ...perhapsRead(edge, before)]),
      ...added
        .filter(({ how }) => ONCE.includes(how))
        .flatMap((edge) => twice(edge, before, after.edges)),
      ...invokesBy(added, 'function-url').flatMap((edge) => secondUrl(edge, before)),
    ];
  },
};
