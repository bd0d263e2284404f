import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import {
  CreateTopicCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { provider } from '../../src/__name-kebab__/provider.ts';
import { readEvent } from '../__name-kebab__/fixtures.ts';
import { createTable, startDynamodb } from '../support/dynamodb.ts';
import { createQueue, receive, startEmulator } from '../support/emulator.ts';
import { startMail } from '../support/mail.ts';
import {
  calling,
  execute,
  invoking,
  readDefinition,
  type Task,
} from '../support/step-functions.ts';
import { handler as validate } from '../../src/__name-kebab__/validate.ts';
import { handler as charge } from '../../src/__name-kebab__/charge.ts';
import { handler as refund } from '../../src/__name-kebab__/refund.ts';

const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient());
let mail: Awaited<ReturnType<typeof startMail>>;
let queueUrl: string;
let run: (input: object, substitutions?: Record<string, string>) => ReturnType<typeof execute>;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  mail = await startMail();
  stops.push(await startDynamodb(dynamodb), await startEmulator(), async () => mail.stop());
  await createTable('table', 'orderId');

  const sns = new SNSClient();
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'topic' }));
  const queue = await createQueue('notices');
  queueUrl = queue.url;
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queue.arn }));

  const sesv2 = new SESv2Client({ maxAttempts: 1 });
  const publish: Task = calling('Sns', (input) => sns.send(new PublishCommand(input)));
  const tasks: Record<string, Task> = {
    ValidateOrder: invoking(validate),
    ChargePayment: invoking(charge),
    SaveOrder: calling('DynamoDB', (input) => dynamodb.send(new PutItemCommand(input))),
    SendConfirmation: calling('SesV2', (input) => sesv2.send(new SendEmailCommand(input))),
    EmailDeferred: publish,
    FindOrder: calling('DynamoDB', (input) => dynamodb.send(new GetItemCommand(input))),
    RefundPayment: invoking(refund),
    NotifyFailure: publish,
  };
  run = (input, substitutions) => {
    const stack = { TableName: 'table', MailFrom: 'orders@example.com', AlarmTopicArn: TopicArn };
    const path = 'state-machines/__name-kebab__.asl.json';
    return execute(readDefinition(path, { ...stack, ...substitutions }), tasks, input);
  };
});

afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
});

const input = readEvent('validate.valid');

const saved = async (orderId: string) =>
  (await dynamodb.send(new GetCommand({ TableName: 'table', Key: { orderId } }))).Item;

const mailsOf = async (orderId: string) =>
  (await mail.sent()).filter(({ subject }) => subject === `Your order ${orderId}`);

/** Makes the provider fail for as long as an execution asks it. */
const failToCharge = () => {
  const charge = vi.spyOn(provider, 'charge');
  for (let attempt = 0; attempt < 3; attempt++) charge.mockRejectedValueOnce(new Error('503'));
};

/** What the topic's subscribers have received since the last call. */
const notices = async () =>
  (await receive(queueUrl)).map(({ Body = '' }) => JSON.parse(Body).Message as string);

test('an order is charged, saved and confirmed', async () => {
  const { output } = await run({ ...input, orderId: 'placed' });

  expect(output).toEqual({ status: 'placed', orderId: 'placed' });
  expect(await saved('placed')).toEqual({
    orderId: 'placed',
    idempotencyKey: expect.stringMatching(/^[0-9a-f]{64}$/),
    email: 'customer@example.com',
    items: JSON.stringify(input.items),
    currency: 'EUR',
    total: 3399,
    chargeId: expect.stringMatching(/^ch_[0-9a-f]{24}$/),
    createdAt: expect.any(String),
  });
  expect(await mailsOf('placed')).toMatchObject([
    {
      from: 'orders@example.com',
      destination: { to: ['customer@example.com'] },
      body: { text: 'Thank you. We have your order placed for €33.99.' },
    },
  ]);
  expect(await notices()).toEqual([]);
});

test('the same order again is charged and saved as before', async () => {
  const order = { ...input, orderId: 'repeated' };
  await run(order);
  const first = await saved('repeated');

  expect(await run(order)).toMatchObject({ output: { status: 'placed' } });
  expect(await saved('repeated')).toEqual(first);
  expect(await notices()).toEqual([]);
});

test('a repeat that cannot be charged leaves the order and its payment alone', async () => {
  const order = { ...input, orderId: 'placed' };
  await run(order);
  const first = await saved('placed');
  const refund = vi.spyOn(provider, 'refund');
  failToCharge();

  expect(await run(order)).toMatchObject({ output: { status: 'placed' } });
  expect(refund).not.toHaveBeenCalled();
  expect(await saved('placed')).toEqual(first);
  expect(await notices()).toEqual([]);
});

test('an order whose charge fails is refunded, and is not charged later', async () => {
  const order = { ...input, orderId: 'uncharged' };
  failToCharge();

  expect(await run(order)).toMatchObject({ error: 'OrderFailed' });
  expect(await run(order)).toMatchObject({
    output: { status: 'rejected', error: 'PaymentDeclined' },
  });
  expect(await saved('uncharged')).toBeUndefined();
  expect(await notices()).toEqual([
    expect.stringMatching(/^Order uncharged failed: PaymentUnavailable\. Payment: refunded as re_/),
  ]);
});

test('another order under the same id is refunded, and changes nothing', async () => {
  const orderId = 'taken';
  await run({ ...input, orderId });
  const first = await saved(orderId);

  const { error } = await run({ ...input, orderId, email: 'other@example.com' });

  expect(error).toBe('OrderFailed');
  expect(await saved(orderId)).toEqual(first);
  expect(await mailsOf(orderId)).toHaveLength(1);
  expect(await notices()).toEqual([
    expect.stringMatching(
      /^Order taken failed: DynamoDB\.ConditionalCheckFailedException\. Payment: refunded as re_/,
    ),
  ]);
});

test('without its table, an order is neither refunded nor confirmed, and the topic is notified', async () => {
  const { error } = await run({ ...input, orderId: 'unsaved' }, { TableName: 'absent' });

  expect(error).toBe('OrderFailed');
  expect(await mailsOf('unsaved')).toEqual([]);
  expect(await notices()).toEqual([
    expect.stringMatching(
      /^Order unsaved failed: DynamoDB\.ResourceNotFoundException\. Payment: NOT REFUNDED/,
    ),
  ]);
});

test.each([
  ['declined', { paymentToken: 'tok_declined' }],
  ['invalid', { items: [] }],
])('an order that is %s leaves nothing behind', async (orderId, over) => {
  const { output } = await run({ ...input, orderId, ...over });

  expect(output).toMatchObject({ status: 'rejected' });
  expect(await saved(orderId)).toBeUndefined();
  expect(await mailsOf(orderId)).toEqual([]);
  expect(await notices()).toEqual([]);
});

test('an order is placed although its confirmation cannot be mailed', async () => {
  const { output } = await run({ ...input, orderId: 'unmailed' }, { MailFrom: '' });

  expect(output).toEqual({ status: 'placed', orderId: 'unmailed' });
  expect(await saved('unmailed')).toMatchObject({ orderId: 'unmailed' });
  expect(await mailsOf('unmailed')).toEqual([]);
  expect(await notices()).toEqual([
    expect.stringMatching(/^Order unmailed is placed, but its confirmation was not mailed: SesV2/),
  ]);
});
