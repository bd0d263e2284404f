import type { Deployment } from '../../infrastructure/resolve/deployment.ts';
import type { Runtime } from '../core/runtime.ts';
import type { StreamRecord } from '../services/dynamodb/streams.ts';
import type { Sqs } from '../services/messaging/sqs.ts';
import { hasSource, type Served, serviceOf } from './mappings.ts';
import { QueuePoller } from './queue-poller.ts';
import { StreamPoller } from './stream-poller.ts';

const keyOf = ({ mapping: { stack, id, sourceArn } }: Served) => `${stack} ${id} ${sourceArn}`;

const servedBy = (deployment: Deployment, runtime: Runtime): readonly Served[] =>
  deployment.mappings
    .filter((mapping) => mapping.isEnabled && hasSource(mapping, deployment))
    .flatMap((mapping) => {
      const fn = runtime.find(mapping.functionArn);
      return fn ? [{ mapping, fn, runtime }] : [];
    });

/** What hands the records of queues and streams to functions. */
export class Pollers {
  #queues = new Map<string, QueuePoller>();
  #streams = new Map<string, StreamPoller>();

  /** Serves the mappings of a deployment. Those that are in the one before as well go on with what they have. */
  serve(deployment: Deployment, runtime: Runtime, sqs: Sqs | undefined): void {
    const served = servedBy(deployment, runtime);
    const of = (service: string) => served.filter(({ mapping }) => serviceOf(mapping) === service);
    this.#queues = replaced(
      this.#queues,
      sqs ? of('sqs') : [],
      (each) => new QueuePoller(each, sqs!),
    );
    this.#streams = replaced(this.#streams, of('dynamodb'), (each) => new StreamPoller(each));
  }

  add(record: StreamRecord): void {
    for (const stream of this.#streams.values()) stream.add(record);
  }

  stop(): void {
    for (const poller of [...this.#queues.values(), ...this.#streams.values()]) poller.stop();
  }
}

interface Poller {
  serve(served: Served): void;
  stop(): void;
}

function replaced<P extends Poller>(
  old: ReadonlyMap<string, P>,
  all: readonly Served[],
  make: (served: Served) => P,
): Map<string, P> {
  const made = new Map<string, P>();
  for (const each of all) {
    const known = old.get(keyOf(each));
    known?.serve(each);
    made.set(keyOf(each), known ?? make(each));
  }
  for (const [key, poller] of old) if (!made.has(key)) poller.stop();
  return made;
}
