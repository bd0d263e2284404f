import type { DeployedFunction, Deployment } from '../../infrastructure/resolve/deployment.ts';
import { Cognito } from '../services/cognito.ts';
import type { DynamoDb } from '../services/dynamodb/dynamodb.ts';
import type { StreamRecord } from '../services/dynamodb/streams.ts';
import { hasPackage, type MissingEmulator, PGLITE } from '../services/emulators.ts';
import { EventBuses } from '../services/events/event-bus.ts';
import type { Front } from '../services/front.ts';
import { lambdaService } from '../services/lambda.ts';
import { Mail } from '../services/mail.ts';
import type { Sns } from '../services/messaging/sns.ts';
import type { Sqs } from '../services/messaging/sqs.ts';
import { OnDemand } from '../services/on-demand.ts';
import { type Kept, keptIn } from '../services/persist/kept.ts';
import type { S3 } from '../services/s3/s3.ts';
import { Secrets } from '../services/secrets.ts';
import { Ssm } from '../services/ssm.ts';
import { Started } from '../services/started.ts';
import type { StateMachines } from '../services/states/state-machines.ts';
import type { Activity, Cause } from './activity.ts';
import { Databases } from './databases.ts';
import { startsMessaging } from './messaging-needs.ts';
import type { Runtime } from './runtime.ts';
import { type Starting, startDynamoDb, startMachines, startMessaging } from './starting.ts';
import { type Receivers, sendTo, sendToTarget } from './targets.ts';

export interface LocalOptions {
  readonly root: string;
  readonly front: Front;
  readonly activity: Activity;
  /** Folder that is kept for the next run; without one, everything is in memory. */
  readonly persist?: string | undefined;
  /** Whether an emulator starts with the first call of its service: one function needs few of them. */
  readonly onDemand?: boolean;
}

export type OnStream = (record: StreamRecord) => void;

/** The services of AWS that a deployment uses, on this machine. */
export class Local {
  readonly #options: LocalOptions;
  readonly #started: Started;
  readonly #kept: Kept;
  readonly #onDemand: OnDemand;
  dynamodb: DynamoDb | undefined;
  sqs: Sqs | undefined;
  sns: Sns | undefined;
  s3: S3 | undefined;
  readonly mail: Mail;
  machines: StateMachines | undefined;
  readonly ssm: Ssm;
  readonly secrets: Secrets;
  readonly databases: Databases;
  readonly cognito = new Cognito();
  readonly buses: EventBuses;
  onStream: OnStream = () => {};
  #runtime: Runtime | undefined;
  #deployment: Deployment | undefined;

  constructor(options: LocalOptions) {
    this.#options = options;
    this.#started = new Started(options.root);
    this.#onDemand = new OnDemand(options.front);
    this.#kept = keptIn(options.persist);
    this.ssm = new Ssm(this.#kept.parameters);
    this.secrets = new Secrets(this.#kept.secrets);
    this.databases = new Databases({
      ...options,
      secrets: this.secrets,
      folder: this.#kept.databases,
      causeOf: this.#cause,
      runtime: () => this.runtime,
    });
    this.mail = new Mail(options.root, (each) => this.#started.use(each, Mail.packageName, 'SES')!);
    const deliver: ConstructorParameters<typeof EventBuses>[2] = (target, input, cause) =>
      sendToTarget(target, input, cause, this.receivers);
    this.buses = new EventBuses(options.activity, this.#requestOf, deliver);
  }

  /** What the deployment uses and the project has no emulator of. */
  get missing(): readonly MissingEmulator[] {
    return this.#started.missing;
  }

  get #starting(): Starting {
    const { root, front } = this.#options;
    return { root, front, started: this.#started };
  }

  get runtime(): Runtime {
    return this.#runtime!;
  }

  get receivers(): Receivers {
    const { activity } = this.#options;
    return {
      activity,
      runtime: this.runtime,
      sqs: this.sqs,
      sns: this.sns,
      buses: this.buses,
      machines: this.machines,
    };
  }

  #requestOf = (accessKeyId: string) => this.#runtime?.pool.invocationIn(accessKeyId);

  #cause = (accessKeyId: string, kind: string): Cause =>
    this.#options.activity.causedBy(this.#requestOf(accessKeyId), kind);

  /** Starts what the deployment uses and does not run yet, as far as the project has its emulators. */
  async start(deployment: Deployment): Promise<void> {
    this.#started.missing.length = 0;
    const { tables, stateMachines } = deployment;
    const needsTables = tables.length > 0 && !this.dynamodb;
    const needsMessaging = !this.sqs && startsMessaging(this.#options.root, deployment);
    const needsMachines = stateMachines.length > 0 && !this.machines;
    await Promise.all([
      needsTables && this.#begin(['dynamodb'], 'dynalite', () => this.#startDynamoDb()),
      needsMessaging &&
        this.#begin(['sqs', 'sns', 'sts', 's3'], 'fauxqs', () => this.#startMessaging()),
      needsMachines &&
        this.#begin(['states'], 'aws-local-stepfunctions', () => this.#startMachines()),
    ]);
    if (deployment.databases.length > 0 && !this.databases.isStarted) this.#offerDatabases();
    await this.databases.listen(deployment, async () => void (await this.startedDatabases()));
    const { front } = this.#options;
    if (this.mail.isAvailable) front.add(['ses'], this.mail.call);
    const lambda = lambdaService(() => this.runtime);
    const { ssm, secrets, cognito, buses } = this;
    const all = { ssm, secretsmanager: secrets, 'cognito-idp': cognito, events: buses };
    for (const [name, { call }] of Object.entries(all)) front.add([name], call);
    front.add(['lambda'], lambda);
  }

  /** Databases start with the first call, which waits until custom resources have made its tables. */
  #offerDatabases(): void {
    const { root, front } = this.#options;
    if (!hasPackage(root, PGLITE)) this.#started.miss(PGLITE, 'Aurora PostgreSQL');
    else
      this.#onDemand.add(['rds-data'], () => {
        front.add(['rds-data'], this.databases.call);
        return this.databases.start();
      });
  }

  /** Starts what a function will call, while its code is bundled. */
  warm = (fn: DeployedFunction) => this.#onDemand.warm(fn, this.#deployment!);

  /** The buckets, once they are there; undefined where the project has no emulator of them. */
  async startedS3(): Promise<S3 | undefined> {
    await this.#onDemand.start('s3');
    return this.s3;
  }

  /** The tables, the same way. */
  async startedDynamoDb(): Promise<DynamoDb | undefined> {
    await this.#onDemand.start('dynamodb');
    return this.dynamodb;
  }

  /** The databases, the same way. */
  async startedDatabases(): Promise<Databases> {
    await this.#onDemand.start('rds-data');
    return this.databases;
  }

  /** Starts an emulator now, or with the first call of one of its services. */
  async #begin(
    names: readonly string[],
    packageName: string,
    start: () => Promise<void>,
  ): Promise<void> {
    const { root, onDemand } = this.#options;
    if (!onDemand || !hasPackage(root, packageName)) return start();
    this.#onDemand.add(names, async () => {
      await start();
      if (this.#deployment) await this.create(this.#deployment);
    });
  }

  /** Makes the resources of a deployment that do not exist yet; the rest stay as they are. */
  async create(deployment: Deployment): Promise<void> {
    await Promise.all([
      this.dynamodb?.create(deployment.tables),
      this.sqs?.create(deployment.queues),
      this.s3?.create(deployment.buckets),
    ]);
    await this.sns?.create(deployment.topics, deployment.subscriptions);
    this.machines?.create(deployment.stateMachines);
    // What is restored is kept again, even if the run ends before it serves anything
    this.#deployment ??= deployment;
    if (this.sqs) await this.#kept.messages?.restore(this.sqs, deployment.queues);
  }

  /** From here on, the services meet the functions of this deployment, whose resources are there. */
  serve(deployment: Deployment, runtime: Runtime): void {
    this.#runtime = runtime;
    runtime.send = (arn, body, cause) =>
      sendTo(arn, { body, cause }, this.receivers).catch((error: Error) =>
        this.#options.activity.notice(error.message),
      );
    this.ssm.create(deployment.parameters);
    this.secrets.create(deployment.secrets);
    this.cognito.create(deployment.pools);
    this.buses.create(deployment.rules);
    this.databases.serve(deployment);
    this.#deployment = deployment;
    if (!this.#options.onDemand) void this.startedDatabases().catch(() => {});
  }

  async #startDynamoDb(): Promise<void> {
    this.dynamodb = await startDynamoDb(this.#starting, this.#kept.tables, this.#stream);
  }

  #stream = (record: StreamRecord, accessKeyId: string): void => {
    const cause = this.#cause(accessKeyId, 'dynamodb');
    this.#options.activity.link(record.eventID, cause);
    this.onStream(record);
  };

  async #startMessaging(): Promise<void> {
    const { front, activity } = this.#options;
    const found = await startMessaging(this.#starting, {
      front,
      activity,
      buses: this.buses,
      causeOf: this.#cause,
      isOfFunction: (accessKeyId) => this.#requestOf(accessKeyId) !== undefined,
      receivers: () => this.receivers,
      keptObjects: this.#kept.objects,
    });
    Object.assign(this, found);
  }

  async #startMachines(): Promise<void> {
    const { front, activity } = this.#options;
    const context = { front, activity, runtime: () => this.runtime, sns: () => this.sns };
    this.machines = await startMachines(this.#starting, context, this.#requestOf);
  }

  async close(): Promise<void> {
    await this.#onDemand.settled();
    const queues = this.#deployment?.queues ?? [];
    if (this.sqs) await this.#kept.messages?.write(this.sqs, queues);
    this.machines?.close();
    this.dynamodb?.close();
    await this.databases.close();
    await this.#started.close();
  }
}
