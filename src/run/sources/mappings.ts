import type {
  DeployedFunction,
  Deployment,
  EventSourceMapping,
} from '../../infrastructure/resolve/deployment.ts';
import type { Runtime } from '../core/runtime.ts';

/** A mapping with what handles its records. */
export interface Served {
  readonly mapping: EventSourceMapping;
  readonly fn: DeployedFunction;
  readonly runtime: Runtime;
}

/** `sqs`, `dynamodb`, `kinesis`. */
export const serviceOf = ({ sourceArn }: EventSourceMapping) => sourceArn.split(':')[2] ?? '';

/** Whether the events of a mapping have a local source: a queue or a table of the project. */
export const hasSource = (
  { sourceArn }: EventSourceMapping,
  { queues, tables }: Pick<Deployment, 'queues' | 'tables'>,
) =>
  queues.some(({ arn }) => arn === sourceArn) ||
  tables.some(({ streamArn }) => streamArn === sourceArn);
