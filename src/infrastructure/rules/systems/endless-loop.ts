import { allows } from '../../actions.ts';
import type { Edge, Grants, How, Node } from '../../graph.ts';
import { isInvokes, shown } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'endless-loop';

/** What makes an event of a source. */
const WRITING: Partial<Record<How, string>> = {
  sqs: 'sqs:SendMessage',
  sns: 'sns:Publish',
  s3: 's3:PutObject',
  'dynamodb-stream': 'dynamodb:PutItem',
  kinesis: 'kinesis:PutRecord',
};

/** The functions that a queue or topic delivers to, or the function itself. */
const functionsBehind = (to: Node, edges: readonly Edge[]): readonly Node[] =>
  to.type === 'function'
    ? [to]
    : edges
        .filter(isInvokes)
        .filter((edge) => edge.from === to && edge.to.type === 'function')
        .map((edge) => edge.to);

const isGrant = (edge: Edge): edge is Grants => edge.kind === 'grants';

export const endlessLoop: Rule = {
  id: RULE,
  source: 'Lambda: a function that writes to what invokes it is invoked again, without an end',
  check: (_, addition, after) =>
    addition.edges.filter(isInvokes).flatMap(({ how, from, to }) => {
      const action = WRITING[how];
      const all = functionsBehind(to, after.edges);
      const grant = after.edges
        .filter(isGrant)
        .find(
          (each) =>
            action !== undefined &&
            each.on === from &&
            allows(each.actions, action) &&
            all.some((fn) => each.to === fn || each.to.id === fn.properties.role),
        );
      if (!grant) return [];
      const [{ id } = from] = all;
      return [
        {
          rule: RULE,
          place: grant.place,
          reason: `${id} may write to ${from.id} (${shown(grant.place)}): what it writes there invokes it again.`,
          wayOut: 'Make sure that this ends, or write elsewhere.',
          isUnsure: true as const,
        },
      ];
    }),
};
