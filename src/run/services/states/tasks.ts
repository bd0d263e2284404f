import type { Activity, Cause, Execution } from '../../core/activity.ts';
import type { Runtime } from '../../core/runtime.ts';
import { authorization, outputOf, ownCall, type Reply, ServiceError } from '../call.ts';
import type { Front } from '../front.ts';
import type { Publishing } from '../messaging/published.ts';
import type { Sns } from '../messaging/sns.ts';

export type Parameters = Record<string, unknown>;

/** The execution that a task is of. */
export interface TaskRun {
  readonly cause: Cause;
  /** Of the state machine. */
  readonly region: string;
}

export interface TaskContext {
  readonly front: Front;
  readonly runtime: () => Runtime;
  readonly sns: () => Sns | undefined;
  readonly start: (
    arn: string,
    input: string,
    cause: Cause,
  ) => Promise<{ arn: string; done: Promise<Execution> }>;
  readonly activity: Activity;
}

/** Services whose API is JSON with a target: their name in a state's resource, the signature's, the target's prefix. */
const JSON_SERVICES: Readonly<
  Record<string, readonly [service: string, prefix: string, errors: string]>
> = {
  dynamodb: ['dynamodb', 'DynamoDB_20120810', 'DynamoDB'],
  sqs: ['sqs', 'AmazonSQS', 'Sqs'],
  ssm: ['ssm', 'AmazonSSM', 'Ssm'],
  secretsmanager: ['secretsmanager', 'secretsmanager', 'SecretsManager'],
  events: ['events', 'AWSEvents', 'EventBridge'],
  eventbridge: ['events', 'AWSEvents', 'EventBridge'],
};

const failure = (name: string, message: string) => Object.assign(new Error(message), { name });

const pascal = (action: string) => action[0]!.toUpperCase() + action.slice(1);

/** An error of a service by the name that Step Functions gives it. */
async function prefixed<T>(prefix: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const name = error instanceof ServiceError ? error.type : error.name;
    throw failure(`${prefix}.${name}`, error.message);
  }
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Runs the tasks of state machines against the local services. */
export class Tasks {
  readonly #context: TaskContext;

  constructor(context: TaskContext) {
    this.#context = context;
  }

  /** What a task's resource does with its parameters; rejects with an error whose name a state can catch. */
  run(resource: string, parameters: Parameters, run: TaskRun): Promise<unknown> {
    const [, , service, , , ...rest] = resource.split(':');
    if (service === 'lambda') return this.#invoke(resource, parameters, run.cause);
    const [integration = '', action = '', sdkAction = ''] = rest;
    // `startExecution.sync:2`
    const whole = rest.slice(1).join(':');
    if (integration === 'aws-sdk') return this.#call(action, sdkAction, parameters, run, true);
    return this.#call(integration, whole, parameters, run, false);
  }

  async #invoke(reference: string, payload: unknown, cause: Cause): Promise<unknown> {
    const fn = this.#context.runtime().find(reference);
    if (!fn) throw failure('Lambda.ResourceNotFoundException', `Function not found: ${reference}`);
    const { result, error } = await this.#context
      .runtime()
      .invoke(fn, JSON.stringify(payload ?? {}), cause);
    if (error) throw failure(error.errorType, JSON.stringify(error));
    return JSON.parse(result ?? 'null');
  }

  async #call(
    service: string,
    action: string,
    parameters: Parameters,
    run: TaskRun,
    isSdk: boolean,
  ) {
    if (service === 'lambda' && action === 'invoke') return this.#lambda(parameters, run.cause);
    if (service === 'sns' && action === 'publish') return this.#publish(parameters, run.cause);
    if (service === 'sesv2' && action === 'sendEmail') return this.#mail(parameters, run.region);
    if (service === 'states' || service === 'sfn')
      return this.#start(action, parameters, run.cause);
    const known = JSON_SERVICES[service];
    if (!known) throw failure('States.Runtime', `${service}:${action} is not emulated locally`);
    const [signed, prefix, errors] = known;
    const input =
      service === 'sqs'
        ? { ...parameters, MessageBody: asText(parameters.MessageBody) }
        : parameters;
    const call = ownCall(
      signed,
      `${prefix}.${pascal(action)}`,
      details(service, input),
      run.region,
      run.cause,
    );
    const name = isSdk || service === 'dynamodb' ? errors : errors.toUpperCase();
    return prefixed(name, async () => outputOf(await this.#context.front.call(call)));
  }

  async #lambda({ FunctionName, Payload }: Parameters, cause: Cause) {
    const result = await this.#invoke(String(FunctionName), Payload, cause);
    return { ExecutedVersion: '$LATEST', Payload: result, StatusCode: 200 };
  }

  #publish({ Message, ...more }: Parameters, cause: Cause) {
    const sns = this.#context.sns();
    if (!sns) throw failure('States.Runtime', 'SNS is not emulated: fauxqs is missing');
    const publishing = { TopicArn: '', ...more, Message: asText(Message) } as Publishing;
    return prefixed('SNS', async () => ({ MessageId: await sns.publish(publishing, cause) }));
  }

  #mail(parameters: Parameters, region: string) {
    return prefixed('SesV2', async () => {
      const headers = {
        'content-type': 'application/json',
        authorization: authorization('ses', region),
      };
      const body = Buffer.from(JSON.stringify(parameters));
      const reply: Reply = await this.#context.front.call({
        ...ownCall('ses', '', {}, region),
        url: '/v2/email/outbound-emails',
        headers,
        body,
      });
      return outputOf(reply);
    });
  }

  async #start(action: string, { StateMachineArn, Input }: Parameters, cause: Cause) {
    if (!action.startsWith('startExecution'))
      throw failure('States.Runtime', `states:${action} is not emulated locally`);
    const { arn, done } = await this.#context.start(
      String(StateMachineArn),
      asText(Input ?? {}),
      cause,
    );
    done.catch(() => {});
    if (!action.includes('.sync'))
      return { ExecutionArn: arn, StartDate: new Date().toISOString() };
    const { status, output = 'null', error } = await done;
    if (status !== 'SUCCEEDED') throw failure('States.TaskFailed', error ?? status);
    // `.sync` gives the output as text, `.sync:2` as JSON
    const Output = action.endsWith(':2') ? JSON.parse(output) : output;
    return { ExecutionArn: arn, StateMachineArn, Status: status, Output };
  }
}

/** The details of events are text, which a state machine writes as JSON. */
function details(service: string, parameters: Parameters): Parameters {
  if (service !== 'events' && service !== 'eventbridge') return parameters;
  const entries = (parameters.Entries as Parameters[]) ?? [];
  return {
    ...parameters,
    Entries: entries.map((each) => ({ ...each, Detail: asText(each.Detail) })),
  };
}
