import type { DeployedFunction, Deployment } from '../../infrastructure/resolve/deployment.ts';
import type { Front } from './front.ts';

type Start = () => Promise<void>;

/** Emulators that start with the first call of one of their services, or before it. */
export class OnDemand {
  readonly #front: Front;
  readonly #starts = new Map<string, Start>();
  readonly #started = new Set<Promise<void>>();

  constructor(front: Front) {
    this.#front = front;
  }

  /** `start` puts the emulator's own services in the place of this one. */
  add(names: readonly string[], start: Start): void {
    let started: Promise<void> | undefined;
    const once = () => {
      started ??= this.#begun(start());
      return started;
    };
    for (const name of names) this.#starts.set(name, once);
    this.#front.add(names, async (call) => {
      await once();
      return this.#front.call(call);
    });
  }

  /** Starts what gives a service, if that has not started. */
  async start(name: string): Promise<void> {
    await this.#starts.get(name)?.();
  }

  /** Ends when no emulator is starting: what has not started cannot be closed. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#started);
  }

  #begun(start: Promise<void>): Promise<void> {
    this.#started.add(start);
    return start;
  }

  /** Starts the emulators of the resources that a function's environment names. */
  warm({ environment }: DeployedFunction, deployment: Deployment): void {
    const { tables, queues, topics, buckets, stateMachines, databases } = deployment;
    const values = Object.values(environment).join('\n');
    const uses = (all: readonly { name: string }[]) =>
      all.some(({ name }) => values.includes(name));
    if (uses(tables)) this.#start('dynamodb');
    if (uses([...queues, ...topics, ...buckets])) this.#start('sqs');
    if (uses(stateMachines)) this.#start('states');
    if (uses(databases)) this.#start('rds-data');
  }

  /** What calls the service gets the error. */
  #start = (name: string) =>
    void this.#starts
      .get(name)?.()
      .catch(() => {});
}
