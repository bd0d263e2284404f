import type { Server } from 'node:net';
import { join } from 'node:path';
import type {
  CustomResource,
  Database,
  Deployment,
} from '../../infrastructure/resolve/deployment.ts';
import type { Service } from '../services/call.ts';
import { dataApi } from '../services/databases/data-api.ts';
import { Postgres } from '../services/databases/postgres.ts';
import { listenForClients } from '../services/databases/wire.ts';
import { PGLITE, startPglite } from '../services/emulators.ts';
import type { Secrets } from '../services/secrets.ts';
import type { Activity, Cause } from './activity.ts';
import type { Runtime } from './runtime.ts';

export interface DatabasesContext {
  readonly root: string;
  readonly activity: Activity;
  readonly secrets: Secrets;
  /** Where databases are kept between two runs. */
  readonly folder: string | undefined;
  runtime(): Runtime;
  /** The cause of a call, by the access key that signed it. */
  causeOf(accessKeyId: string, kind: string): Cause;
}

type Environment = Readonly<Record<string, string>>;

/** A role of RDS, whose members log in with IAM. */
const RDS_ROLE = `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rds_iam') THEN CREATE ROLE rds_iam; END IF;
END $$`;

/** The databases of a deployment, with what custom resources make in them. */
export class Databases {
  readonly #context: DatabasesContext;
  readonly #running = new Map<string, Postgres>();
  /** The properties that each custom resource was made with. */
  readonly #made = new Map<string, string>();
  #deployment: Deployment | undefined;
  /** Making what custom resources make: other calls wait for it. */
  #making: Promise<void> = Promise.resolve();
  /** What custom resources bring about is of these chains. */
  readonly #chains = new Set<string>();
  readonly #dataApi: Service;
  /** Who listens for clients of a database, by its endpoint. */
  readonly #listening = new Map<string, { readonly server: Server; readonly port: number }>();

  constructor(context: DatabasesContext) {
    this.#context = context;
    this.#dataApi = dataApi({
      postgres: (arn) => this.#running.get(arn),
      userOf: (secretArn) => context.secrets.userOf(secretArn),
    });
  }

  readonly call: Service = async (call) => {
    const { chain } = this.#context.causeOf(call.accessKeyId, 'rds-data');
    if (!this.#chains.has(chain)) await this.#making;
    return this.#dataApi(call);
  };

  get isStarted(): boolean {
    return this.#running.size > 0;
  }

  serve(deployment: Deployment): void {
    this.#deployment = deployment;
    const notice = ({ message }: Error) => this.#context.activity.notice(message);
    if (this.isStarted) void this.start().catch(notice);
  }

  /** Listens for the functions that make connections of their own; `start` starts the databases. */
  async listen({ databases, functions }: Deployment, start: () => Promise<void>): Promise<void> {
    const values = new Set(functions.flatMap(({ environment }) => Object.values(environment)));
    for (const { arn, endpoint } of databases) {
      if (!values.has(endpoint) || this.#listening.has(endpoint)) continue;
      const open = async () => {
        await start();
        await this.#making;
        const found = this.#running.get(arn);
        if (!found) throw new Error(`${PGLITE} is not installed: there is no PostgreSQL here`);
        return found;
      };
      this.#listening.set(endpoint, await listenForClients(open));
    }
  }

  /** A function's variables with the local address of the database that they name; nothing encrypts here. */
  reaching(environment: Environment): Environment {
    const { NODE_EXTRA_CA_CERTS: _, ...variables } = environment;
    const hosts = Object.entries(variables).filter(([, value]) => this.#listening.has(value));
    const [[, endpoint] = []] = hosts;
    if (endpoint === undefined) return environment;
    return {
      ...variables,
      ...Object.fromEntries(hosts.map(([name]) => [name, '127.0.0.1'])),
      PGPORT: String(this.#listening.get(endpoint)!.port),
      PGSSLMODE: 'disable',
    };
  }

  /** Starts the databases that do not run yet, and makes what is new in them. */
  start(): Promise<void> {
    this.#making = this.#making.catch(() => {}).then(() => this.#create());
    return this.#making;
  }

  async #create(): Promise<void> {
    const { databases = [], customResources = [] } = this.#deployment ?? {};
    for (const database of databases) await this.#start(database);
    for (const resource of customResources) await this.#make(resource);
  }

  async #start({ arn, name }: Database): Promise<void> {
    if (this.#running.has(arn)) return;
    const { root, folder } = this.#context;
    const started = await startPglite(root, folder && join(folder, name));
    await started!.exec(RDS_ROLE);
    this.#running.set(arn, new Postgres(started!));
  }

  /** Invokes the function of a custom resource that is new or has changed, as CloudFormation would. */
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
    this.#chains.add(cause.chain);
    const { error } = await runtime().invoke(fn, JSON.stringify(event), cause);
    if (error) activity.notice(`${id} was not made: ${error.errorMessage}`);
  }

  /** The database that a function has in its environment, once it runs; else the only one. */
  of(environment: Environment): Postgres | undefined {
    const values = Object.values(environment);
    const named = this.#deployment?.databases.find(({ endpoint }) => values.includes(endpoint));
    if (named) return this.#running.get(named.arn);
    const [only, ...others] = this.#running.values();
    const used = values.map((value) => this.#running.get(value)).find(Boolean);
    return used ?? (others.length === 0 ? only : undefined);
  }

  async close(): Promise<void> {
    for (const { server } of this.#listening.values()) server.close();
    await Promise.all([...this.#running.values()].map((each) => each.close()));
  }
}
