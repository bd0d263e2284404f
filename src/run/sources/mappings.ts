import type {
  DeployedFunction,
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

/** Whether the events of a mapping have a local source. */
export const hasSource = (mapping: EventSourceMapping) =>
  ['sqs', 'dynamodb'].includes(serviceOf(mapping));
