import type { Server } from 'node:http';
import type { Deployment } from '../../infrastructure/resolve/deployment.ts';
import { Session, type SessionOptions } from '../core/session.ts';
import { urlApi } from '../gateway/function-url.ts';
import { Gateway } from '../gateway/gateway.ts';
import { endpointKey } from '../project/load.ts';
import { Pollers } from '../sources/pollers.ts';
import { Clock, fire } from '../sources/schedules.ts';
import { WatchedFiles } from './watched-files.ts';

export interface DevOptions extends SessionOptions {
  /** Whether schedules fire by time. */
  readonly schedules: boolean;
}

/** How often the infrastructure's files are looked at for a change, in milliseconds. */
const WATCH_MS = 500;

const servesOf = (server: Server, gateway: Gateway) => {
  server.removeAllListeners('request');
  server.on('request', gateway.listener);
};

/** A project that runs: its services, and what connects them. */
export class Dev {
  readonly session: Session;
  readonly #options: DevOptions;
  readonly #pollers = new Pollers();
  #clock: Clock | undefined;
  #watch: NodeJS.Timeout | undefined;
  #isClosed = false;
  readonly #files = new WatchedFiles();
  /** Called before the infrastructure is read again, with the file that has changed. */
  onReload: (file: string) => void = () => {};
  /** Called after that; with the error where it could not be read. */
  onReloaded: (error?: Error) => void = () => {};

  private constructor(session: Session, options: DevOptions) {
    this.session = session;
    this.#options = options;
  }

  static async start(options: DevOptions): Promise<Dev> {
    const began = Date.now();
    const session = await Session.open(options);
    const dev = new Dev(session, options);
    dev.#connect();
    dev.#watchFiles(began);
    return dev;
  }

  get deployment(): Deployment {
    return this.session.deployment;
  }

  /** Whether what is in the services is kept for the next run. */
  get isKept(): boolean {
    return this.#options.persist !== undefined;
  }

  /** The addresses of APIs and function URLs, by the ids that people know them by. */
  get apis(): Readonly<Record<string, string>> {
    const { apis } = this.session;
    const entries = this.#apis().map(({ id, stack, endpoint }) => [
      id,
      apis.url(endpointKey(stack, endpoint)),
    ]);
    return Object.fromEntries(entries);
  }

  #apis = () => [
    ...this.deployment.apis,
    ...this.deployment.functions.flatMap((fn) => (fn.url ? [urlApi(fn, fn.url)] : [])),
  ];

  #connect(): void {
    if (this.#isClosed) return;
    const { session, deployment } = this;
    const { runtime, local } = session;
    for (const api of this.#apis()) {
      const server = session.apis.server(endpointKey(api.stack, api.endpoint));
      if (server) servesOf(server, new Gateway(api, runtime));
    }
    this.#pollers.serve(deployment, runtime, local.sqs);
    local.onStream = (record) => this.#pollers.add(record);
    this.#clock?.stop();
    const fireAt: ConstructorParameters<typeof Clock>[1] = (schedule, time) =>
      void fire(schedule, session.activity, local.receivers, time);
    if (this.#options.schedules) this.#clock = new Clock(deployment.schedules, fireAt, this.#clock);
  }

  #watchFiles(began: number): void {
    this.#files.watch(this.session.watched, began);
    const look = async () => {
      const changed = this.#files.changed();
      if (changed) await this.#reload(changed);
      if (this.#isClosed) return;
      this.#watch = setTimeout(() => void look(), WATCH_MS);
    };
    this.#watch = setTimeout(() => void look(), WATCH_MS);
  }

  /** Closes APIs and function URLs that are not in the infrastructure any more, or never came into it. */
  #closeUnused = () =>
    this.session.apis.keep(this.#apis().map(({ stack, endpoint }) => endpointKey(stack, endpoint)));

  async #reload(file: string): Promise<void> {
    this.onReload(file);
    const began = Date.now();
    this.#files.remember();
    try {
      await this.session.reload(() => this.#connect());
      if (this.#isClosed) return;
      this.#files.watch(this.session.watched, began);
      await this.#closeUnused();
      this.onReloaded();
      this.session.activity.emit('reloaded');
    } catch (error) {
      if (this.#isClosed) return;
      // The old version keeps running. A module that was new in the failed version may be the one that the user repairs
      this.#files.watchAlso(this.session.watched, began);
      await this.#closeUnused();
      this.onReloaded(error as Error);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#watch);
    this.#pollers.stop();
    this.#clock?.stop();
    await this.session.close();
  }
}
