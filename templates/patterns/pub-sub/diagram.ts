import type { Name } from '../../../src/core/names.ts';
import type { Diagram } from '../../../src/core/pattern.ts';
import type { Source } from './events.ts';

export type Fifo = 'no' | 'yes';

const ORIGINS: Record<Source, Diagram> = {
  api: {
    nodes: [
      { id: 'client', label: 'Client', shape: 'client' },
      { id: 'api', label: 'HTTP API' },
    ],
    edges: [
      { from: 'client', to: 'api', label: 'AWS signature' },
      { from: 'api', to: 'publish' },
    ],
  },
  s3: {
    nodes: [
      { id: 'bucket', label: 'S3 bucket', shape: 'store' },
      { id: 'uploads', label: 'SQS queue', shape: 'queue' },
    ],
    edges: [
      { from: 'bucket', to: 'uploads' },
      { from: 'uploads', to: 'publish' },
      { from: 'uploads', to: 'dead', dashed: true },
    ],
  },
  none: {
    nodes: [{ id: 'client', label: 'Your code', shape: 'client' }],
    edges: [
      { from: 'client', to: 'publish' },
      { from: 'publish', to: 'dead', dashed: true },
    ],
  },
};

export function diagram(source: Source, fifo: Fifo, consumers: readonly Name[]): Diagram {
  const kind = fifo === 'yes' ? 'FIFO ' : '';
  const origin = ORIGINS[source];
  return {
    nodes: [
      ...origin.nodes,
      { id: 'publish', label: 'publish', shape: 'function' },
      { id: 'topic', label: `SNS ${kind}topic` },
      ...consumers.flatMap(({ camel, kebab }) => [
        { id: `${camel}Queue`, label: `${kebab} ${kind}queue`, shape: 'queue' as const },
        { id: camel, label: kebab, shape: 'function' as const },
      ]),
      { id: 'table', label: 'DynamoDB table', shape: 'store' },
      { id: 'dead', label: 'Dead-letter queues · alarms', shape: 'queue' },
    ],
    edges: [
      ...origin.edges,
      { from: 'publish', to: 'topic' },
      ...consumers.flatMap(({ camel }) => [
        { from: 'topic', to: `${camel}Queue`, label: 'filter on type' },
        { from: `${camel}Queue`, to: camel },
        { from: camel, to: 'table' },
        { from: `${camel}Queue`, to: 'dead', dashed: true },
      ]),
      { from: 'topic', to: 'dead', dashed: true },
    ],
  };
}
