import { join } from 'node:path';
import type {
  CustomResource,
  Database,
  Deployment,
} from '../../infrastructure/resolve/deployment.ts';
import type { Service } from '../services/call.ts';
import { dataApi } from '../services/databases/data-api.ts';
import { Postgres } from '../services/databases/postgres.ts';
import { startPglite } from '../services/emulators.ts';
import type { Secrets } from '../services/secrets.ts';
import type { Activity } from './activity.ts';
import type { Runtime } from './runtime.ts';

export interface DatabasesContext {
  readonly root: string;
  readonly activity: Activity;
  readonly secrets: Secrets;
  /** Where databases are kept between two runs. */
  readonly folder: string | undefined;
  runtime(): Runtime;
}

/** The databases of a deployment, with what custom resources make in them. */
export class Databases {
  readonly #context: DatabasesContext;
  readonly #running = new Map<string, Postgres>();
  /** The properties that each custom resource was made with. */
  readonly #made = new Map<string, string>();
  #deployment: Deployment | undefined;
  readonly call: Service;

  constructor(context: DatabasesContext) {
    this.#context = context;
    this.call = dataApi({
      postgres: (arn) => this.#running.get(arn),
      userOf: (secretArn) => context.secrets.userOf(secretArn),
    });
  }

  get isStarted(): boolean {
    return this.#running.size > 0;
  }

  serve(deployment: Deployment): void {
    this.#deployment = deployment;
    if (this.isStarted) void this.start().then(() => this.make());
  }

  /** Starts the databases that do not run yet. */
  async start(): Promise<void> {
    for (const database of this.#deployment?.databases ?? []) await this.#start(database);
  }

  async #start({ arn, name }: Database): Promise<void> {
    if (this.#running.has(arn)) return;
    const { root, folder } = this.#context;
    const started = await startPglite(root, folder && join(folder, name));
    this.#running.set(arn, new Postgres(started!));
  }

  /** Invokes the functions of custom resources that are new or have changed, as CloudFormation would. */
  async make(): Promise<void> {
    for (const resource of this.#deployment?.customResources ?? []) await this.#make(resource);
  }

  async #make({ id, stack, type, functionArn, properties }: CustomResource): Promise<void> {
    const { activity, runtime } = this.#context;
    const fn = runtime().find(functionArn);
    const values = Object.values(fn?.environment ?? {});
    // What others make has no local counterpart
    if (!fn || !values.some((value) => this.#running.has(value))) return;
    const [key, text] = [`${stack}/${id}`, JSON.stringify(properties)];
    const before = this.#made.get(key);
    if (before === text) return;
    this.#made.set(key, text);
    const event = {
      RequestType: before === undefined ? 'Create' : 'Update',
      LogicalResourceId: id,
      ResourceType: type,
      ResourceProperties: properties,
    };
    const cause = activity.fresh('deployment', id);
    const { error } = await runtime().invoke(fn, JSON.stringify(event), cause);
    if (error) activity.notice(`${id} was not made: ${error.errorMessage}`);
  }

  /** The database that a function has in its environment, once it runs; else the only one. */
  of(environment: Readonly<Record<string, string>>): Postgres | undefined {
    const values = Object.values(environment);
    const [only, ...others] = this.#running.values();
    const used = values.map((value) => this.#running.get(value)).find(Boolean);
    return used ?? (others.length === 0 ? only : undefined);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.values()].map((each) => each.close()));
  }
}
