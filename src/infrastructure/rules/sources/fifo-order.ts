import { invokesBy, shown } from '../edges.ts';
import type { Rule } from '../rule.ts';

const RULE = 'fifo-order';

export const fifoOrder: Rule = {
  id: RULE,
  source:
    'SNS: a FIFO topic keeps the order of its messages, and drops doubles, for FIFO queues alone',
  check: (_, addition) =>
    invokesBy(addition.edges, 'sns')
      .filter(
        ({ from, to }) => from.properties.isFifo === true && to.properties.isFifo === undefined,
      )
      .map(({ from, to }) => ({
        rule: RULE,
        place: from.place,
        reason: `${from.id} is a FIFO topic (${shown(from.place)}), and ${to.id} a standard queue: messages come in any order, and some twice.`,
        wayOut:
          'Where the order counts, add a queue instead (sqs --fifo yes), and subscribe that to the topic.',
        isUnsure: true as const,
      })),
};
