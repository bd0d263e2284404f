import { existsSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fs from 'fs-extra';
import type { AppError } from '../../core/errors.ts';
import type { DeployedFunction, Deployment } from '../../infrastructure/resolve/deployment.ts';
import { warmEsbuild } from '../code/bundle.ts';
import { CodeStore } from '../code/code-store.ts';
import { ApiServers } from '../project/addresses.ts';
import { type Loaded, loadProject } from '../project/load.ts';
import { Front } from '../services/front.ts';
import { errorLine } from '../worker/error-place.ts';
import { Pool } from '../worker/pool.ts';
import { Reaper } from '../worker/reaper.ts';
import { Activity } from './activity.ts';
import { Local } from './local.ts';
import { Runtime } from './runtime.ts';

export interface SessionOptions {
  readonly root: string;
  readonly template?: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly persist?: string | undefined;
  /** Whether emulators start with the first call of their service. */
  readonly onDemand?: boolean;
  /** A file that other commands find this run by; it goes with the run, even if that is killed. */
  readonly note?: string;
  /** The first port that an API may listen at; 0 for any. */
  readonly apiPort: number;
  /** Called before a CDK app is run for the first time, which takes seconds. */
  readonly onSynthesis?: (() => void) | undefined;
  /** Ends the start of the run at any time. */
  readonly signal?: AbortSignal;
}

/** The nearest folder with dependencies: what a bundle leaves out is found from there. */
function modulesNear(folder: string): string | undefined {
  const modules = join(folder, 'node_modules');
  if (existsSync(modules)) return modules;
  const above = dirname(folder);
  return above === folder ? undefined : modulesNear(above);
}

/** Where the project keeps what is made on the way; undefined where it has no dependencies. */
function cacheOf(root: string): string | undefined {
  const modules = modulesNear(root);
  return modules && join(modules, '.cache', 'lambda-gen');
}

/** A folder of this run alone, which the reaper removes. */
function makeCache(root: string): string {
  const parent = cacheOf(root);
  if (parent) fs.ensureDirSync(parent);
  const folder = mkdtempSync(parent ? join(parent, 'run-') : join(tmpdir(), 'lambda-gen-run-'));
  return realpathSync(folder);
}

/** A project's functions with the services that they use, on this machine. */
export class Session {
  readonly activity = new Activity();
  readonly front: Front;
  readonly apis: ApiServers;
  readonly local: Local;
  readonly pool: Pool;
  readonly root: string;
  readonly #options: SessionOptions;
  readonly #cache: string;
  readonly #reaper: Reaper;
  readonly #ending = new AbortController();
  /** Starting or reading again, which an end waits for: what that has opened can only then be closed. */
  #busy: Promise<void> = Promise.resolve();
  #store: CodeStore | undefined;
  #stores = 0;
  #loaded: Loaded | undefined;
  readonly runtime: Runtime;

  private constructor(options: SessionOptions, cache: string, reaper: Reaper, front: Front) {
    const { root, persist, apiPort, onDemand = false } = options;
    this.#options = options;
    this.root = root;
    this.#cache = cache;
    this.#reaper = reaper;
    this.front = front;
    this.apis = new ApiServers(apiPort);
    this.local = new Local({ root, front, activity: this.activity, persist, onDemand });
    this.pool = new Pool({
      endpoint: front.url,
      variablesOf: ({ environment }) => this.local.databases.reaching(environment),
      reaper,
      onError: (fn, error) =>
        this.activity.notice(`${fn.id} ended after a call: ${errorLine(error)}`),
    });
    front.isIssued = this.pool.hasIssued;
    this.runtime = new Runtime({ pool: this.pool, activity: this.activity });
  }

  /**
   * Starts the services and reads the infrastructure. Throws `refused`, and the signal's reason where that is aborted,
   * with nothing left behind.
   */
  static async open(options: SessionOptions): Promise<Session> {
    const cache = makeCache(options.root);
    const reaper = new Reaper([cache, ...(options.note ? [options.note] : [])]);
    if (options.onDemand) void warmEsbuild(options.root);
    const front = new Front();
    await front.start();
    const session = new Session(options, cache, reaper, front);
    const stop = () => session.#ending.abort(options.signal?.reason);
    if (options.signal?.aborted) stop();
    options.signal?.addEventListener('abort', stop, { once: true });
    try {
      await session.#work(() => session.#start());
      return session;
    } catch (error) {
      await session.close();
      throw options.signal?.aborted ? options.signal.reason : error;
    }
  }

  #work(work: () => Promise<void>): Promise<void> {
    this.#ending.signal.throwIfAborted();
    const busy = work();
    this.#busy = busy.catch(() => {});
    return busy;
  }

  get deployment(): Deployment {
    return this.#loaded!.deployment;
  }

  /** Functions that cannot be run, each with why. */
  get unrunnable(): ReadonlyMap<DeployedFunction, AppError> {
    const problems = this.deployment.functions.map(
      (fn) => [fn, this.#store!.problemOf(fn)] as const,
    );
    return new Map(problems.flatMap(([fn, error]) => (error ? [[fn, error] as const] : [])));
  }

  get watched(): readonly string[] {
    return this.#loaded!.watched();
  }

  /** Texts used in place of values that could not be resolved. */
  get unresolved(): readonly string[] {
    return this.#loaded!.unresolved;
  }

  async #start(): Promise<void> {
    const loaded = await this.#load();
    await this.#create(loaded.deployment);
    this.#serve(loaded);
  }

  /** Starts the services of a deployment and makes its resources; what runs is as it was. */
  async #create(deployment: Deployment): Promise<void> {
    const { signal } = this.#ending;
    signal.throwIfAborted();
    await this.local.start(deployment);
    signal.throwIfAborted();
    await this.local.create(deployment);
    signal.throwIfAborted();
  }

  /** From here on, events meet the functions of this deployment. */
  #serve(loaded: Loaded): void {
    // Processes that run now have the bundles of the store before
    this.#stores += 1;
    const cache = join(this.#cache, `code-${this.#stores}`);
    this.#store = new CodeStore({ root: this.root, cache });
    this.#loaded = loaded;
    this.runtime.serve(loaded.deployment, this.#store);
    this.local.serve(loaded.deployment, this.runtime);
  }

  #load(): Promise<Loaded> {
    const { root, template, parameters } = this.#options;
    const addresses = {
      queueUrl: (name: string) => `${this.front.url}/000000000000/${name}`,
      reserve: (keys: readonly string[]) => this.apis.open(keys),
      endpoint: (key: string) => this.apis.url(key),
    };
    const kept = cacheOf(root);
    return loadProject({
      root,
      template,
      parameters,
      cache: this.#cache,
      parsed: kept && join(kept, 'templates'),
      addresses,
      reaper: this.#reaper,
      signal: this.#ending.signal,
      onSynthesis: this.#loaded ? undefined : this.#options.onSynthesis,
    });
  }

  /**
   * Reads the infrastructure again; what is in tables, queues and buckets stays. `connect` is called once the new
   * deployment runs, before the next event. Where this throws, the deployment before runs on.
   */
  reload = (connect: () => void = () => {}): Promise<void> =>
    this.#work(() => this.#reload(connect));

  async #reload(connect: () => void): Promise<void> {
    const loaded = await this.#load();
    await this.#create(loaded.deployment).catch(async (error) => {
      // Services know what is deployed: a part of what failed must not stay with them
      await this.#create(this.deployment).catch(() => {});
      throw error;
    });
    const old = this.#store;
    this.#serve(loaded);
    connect();
    this.pool.clear();
    await old?.close();
  }

  /** Ends everything, whatever it is at, and removes what the run has on disk. */
  async close(): Promise<void> {
    this.#ending.abort();
    await Promise.all([this.pool.close(), this.#busy]);
    await Promise.all([
      this.local.close(),
      this.front.close(),
      this.apis.close(),
      this.#store?.close(),
    ]);
    await this.#reaper.close();
  }
}
