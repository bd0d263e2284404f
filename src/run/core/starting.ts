import { DynamoDb, type OnRecord } from '../services/dynamodb/dynamodb.ts';
import { startDynalite, startFauxqs } from '../services/emulators.ts';
import type { Front } from '../services/front.ts';
import type { Started } from '../services/started.ts';
import { statesService } from '../services/states/service.ts';
import { loadInterpreter, type StateMachines } from '../services/states/state-machines.ts';
import { type MachinesContext, machinesOf } from './machines.ts';
import { type Messaging, type MessagingContext, messagingOf } from './messaging.ts';

/** What starting an emulator takes; each of them resolves to undefined where the project has none. */
export interface Starting {
  readonly root: string;
  readonly front: Front;
  readonly started: Started;
}

/** `folder` keeps the tables between two runs. */
export async function startDynamoDb(
  { root, front, started }: Starting,
  folder: string | undefined,
  onRecord: OnRecord,
): Promise<DynamoDb | undefined> {
  const backend = started.use(await startDynalite(root, folder), 'dynalite', 'DynamoDB');
  if (!backend) return undefined;
  const dynamodb = new DynamoDb(backend.call, onRecord);
  front.add(['dynamodb'], dynamodb.call);
  return dynamodb;
}

export async function startMessaging(
  { root, front, started }: Starting,
  context: MessagingContext,
): Promise<Messaging | undefined> {
  const backend = started.use(await startFauxqs(root), 'fauxqs', 'SQS, SNS and S3');
  if (!backend) return undefined;
  const messaging = messagingOf(backend, context);
  front.add(['sqs'], messaging.sqs.call);
  front.add(['sns', 'sts'], messaging.sns.call);
  front.add(['s3'], messaging.s3.call);
  return messaging;
}

export async function startMachines(
  { root, front, started }: Starting,
  context: MachinesContext,
  requestOf: (accessKeyId: string) => string | undefined,
): Promise<StateMachines | undefined> {
  const interpreter = await loadInterpreter(root);
  if (!interpreter) return void started.miss('aws-local-stepfunctions', 'Step Functions');
  const machines = machinesOf(interpreter, context);
  front.add(['states'], statesService(machines, context.activity, requestOf));
  return machines;
}
