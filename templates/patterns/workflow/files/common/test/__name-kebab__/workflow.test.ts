import { beforeEach, expect, test, vi } from 'vitest';
import { execute, invoking, readDefinition, type Task } from '../support/step-functions.ts';
import { logged } from '../support/lambda.ts';
import { readEvent } from './fixtures.ts';
import { barred } from '../../src/__name-kebab__/fake-payments.ts';
import { handler as validate } from '../../src/__name-kebab__/validate.ts';
import { handler as charge } from '../../src/__name-kebab__/charge.ts';
import { handler as refund } from '../../src/__name-kebab__/refund.ts';

const definition = readDefinition('state-machines/__name-kebab__.asl.json', {
  ValidateArn: 'validate',
  ChargeArn: 'charge',
  RefundArn: 'refund',
  TableName: 'table',
  MailFrom: 'orders@example.com',
  AlarmTopicArn: 'topic',
});

const valid = readEvent('validate.valid');
const { idempotencyKey } = readEvent('charge.valid');
const chargeId = `ch_${idempotencyKey.slice(0, 24)}`;
const refundId = `re_${idempotencyKey.slice(0, 24)}`;

interface Faults {
  /** The tasks that fail, with the names of their errors. */
  failures?: Record<string, string>;
  /** How often they fail; always, if that is not said. */
  times?: number;
  /** The key of the order that is in the table, if there is one. */
  found?: string;
}

beforeEach(() => {
  barred.clear();
});

function tasks({ failures = {}, times = Number.POSITIVE_INFINITY, found }: Faults = {}) {
  const all = {
    ValidateOrder: vi.fn<Task>(invoking(validate)),
    ChargePayment: vi.fn<Task>(invoking(charge)),
    SaveOrder: vi.fn<Task>(async () => ({})),
    SendConfirmation: vi.fn<Task>(async () => ({ MessageId: '1' })),
    EmailDeferred: vi.fn<Task>(async () => ({ MessageId: '2' })),
    FindOrder: vi.fn<Task>(async () => (found ? { Item: { idempotencyKey: { S: found } } } : {})),
    RefundPayment: vi.fn<Task>(invoking(refund)),
    NotifyFailure: vi.fn<Task>(async () => ({ MessageId: '3' })),
  };
  for (const [task, name] of Object.entries(failures)) {
    const mock = all[task as keyof typeof all];
    const works = mock.getMockImplementation();
    let left = times;
    mock.mockImplementation(async (parameters) => {
      if (left-- > 0) throw Object.assign(new Error('{"errorMessage":"failed"}'), { name });
      return works?.(parameters);
    });
  }
  return all;
}

const placed = { output: { status: 'placed', orderId: 'order-4711' } };
const failed = { error: 'OrderFailed' };
const unavailable = 'PaymentUnavailable';
const throttled = 'DynamoDB.ThrottlingException';
const taken = 'DynamoDB.ConditionalCheckFailedException';

type Branch = [
  name: string,
  input: unknown,
  failures: Record<string, string>,
  path: string,
  end: object,
  found?: string,
];

const branches: Branch[] = [
  [
    'a paid order',
    valid,
    {},
    'ValidateOrder IsFree ChargePayment SaveOrder SendConfirmation Done',
    placed,
  ],
  [
    'a free order',
    readEvent('validate.free'),
    {},
    'ValidateOrder IsFree NothingToCharge SaveOrder SendConfirmation Done',
    { output: { status: 'placed', orderId: 'order-4712' } },
  ],
  [
    'an invalid order',
    readEvent('validate.missing-items'),
    {},
    'ValidateOrder ReadCause Rejected',
    {
      output: {
        status: 'rejected',
        error: 'ValidationError',
        cause: expect.stringMatching(/^items: /),
      },
    },
  ],
  [
    'no order at all',
    readEvent('validate.not-an-object'),
    {},
    'ValidateOrder ReadCause Rejected',
    {
      output: {
        status: 'rejected',
        error: 'ValidationError',
        cause: expect.stringMatching(/object/),
      },
    },
  ],
  [
    'a declined card',
    { ...valid, paymentToken: 'tok_declined' },
    {},
    'ValidateOrder IsFree ChargePayment ReadCause Rejected',
    { output: { status: 'rejected', error: 'PaymentDeclined', cause: 'Insufficient funds' } },
  ],
  [
    'a validation that does not work',
    valid,
    { ValidateOrder: 'Lambda.Unknown' },
    'ValidateOrder',
    { error: 'Lambda.Unknown' },
  ],
  [
    'a charge of which nobody knows',
    valid,
    { ChargePayment: unavailable },
    'ValidateOrder IsFree ChargePayment FindOrder IsPlaced RefundPayment NotifyFailure Failed',
    failed,
  ],
  [
    'an order that cannot be saved',
    valid,
    { SaveOrder: throttled },
    'ValidateOrder IsFree ChargePayment SaveOrder FindOrder IsPlaced RefundPayment NotifyFailure Failed',
    failed,
  ],
  [
    'an id that another order has',
    valid,
    { SaveOrder: taken },
    'ValidateOrder IsFree ChargePayment SaveOrder FindOrder IsPlaced RefundPayment NotifyFailure Failed',
    failed,
    'the key of the other',
  ],
  [
    'a repeat of an order that is placed',
    valid,
    { SaveOrder: taken },
    'ValidateOrder IsFree ChargePayment SaveOrder FindOrder IsPlaced SendConfirmation Done',
    placed,
    idempotencyKey,
  ],
  [
    'a repeat that cannot be charged',
    valid,
    { ChargePayment: unavailable },
    'ValidateOrder IsFree ChargePayment FindOrder IsPlaced SendConfirmation Done',
    placed,
    idempotencyKey,
  ],
  [
    'a table that does not answer',
    valid,
    { SaveOrder: throttled, FindOrder: throttled },
    'ValidateOrder IsFree ChargePayment SaveOrder FindOrder NotRefunded NotifyFailure Failed',
    failed,
    idempotencyKey,
  ],
  [
    'a refund that fails',
    valid,
    { SaveOrder: throttled, RefundPayment: unavailable },
    'ValidateOrder IsFree ChargePayment SaveOrder FindOrder IsPlaced RefundPayment RefundFailed NotifyFailure Failed',
    failed,
  ],
  [
    'a failure whose message cannot be published',
    valid,
    { SaveOrder: throttled, NotifyFailure: 'Sns.ThrottledException' },
    'ValidateOrder IsFree ChargePayment SaveOrder FindOrder IsPlaced RefundPayment NotifyFailure FailedUntold',
    failed,
  ],
  [
    'a confirmation that cannot be mailed',
    valid,
    { SendConfirmation: 'SesV2.MessageRejectedException' },
    'ValidateOrder IsFree ChargePayment SaveOrder SendConfirmation EmailDeferred Done',
    placed,
  ],
  [
    'a missing confirmation whose message cannot be published',
    valid,
    { SendConfirmation: 'SesV2.MessageRejectedException', EmailDeferred: 'Sns.ThrottledException' },
    'ValidateOrder IsFree ChargePayment SaveOrder SendConfirmation EmailDeferred Done',
    placed,
  ],
];

test.each(branches)('%s', async (_name, input, failures, path, end, found) => {
  const { states, ...outcome } = await execute(definition, tasks({ failures, found }), input);

  expect(states.join(' ')).toBe(path);
  expect(outcome).toEqual(end);
});

test('the branches take every transition', () => {
  const taken = branches.flatMap(([, , , path]) => {
    const states = path.split(' ');
    return states.slice(1).map((state, i) => `${states[i]} → ${state}`);
  });
  const all = Object.entries(definition.States).flatMap(([name, state]) => {
    const {
      Next,
      Default,
      Choices = [],
      Catch = [],
    } = state as {
      Next?: string;
      Default?: string;
      Choices?: { Next: string }[];
      Catch?: { Next: string }[];
    };
    const next = [Next, Default, ...[...Choices, ...Catch].map((rule) => rule.Next)];
    return next.filter((to) => to !== undefined).map((to) => `${name} → ${to}`);
  });
  expect([...new Set(taken)].sort()).toEqual([...new Set(all)].sort());
});

test.each([
  ['ValidateOrder', {}],
  ['ChargePayment', {}],
  ['SaveOrder', {}],
  ['SendConfirmation', {}],
  ['EmailDeferred', { SendConfirmation: 'SesV2.MessageRejectedException' }],
  ['FindOrder', { SaveOrder: taken }],
  ['RefundPayment', { SaveOrder: taken }],
  ['NotifyFailure', { SaveOrder: taken }],
])('%s is tried three times', async (task, others) => {
  const all = tasks({ failures: { ...others, [task]: 'States.Timeout' } });

  await execute(definition, all, valid);

  expect(all[task as keyof typeof all]).toHaveBeenCalledTimes(3);
});

test('an order is placed when each task works at its third try', async () => {
  const names = ['ValidateOrder', 'ChargePayment', 'SaveOrder', 'SendConfirmation'];
  const failures = Object.fromEntries(names.map((name) => [name, 'States.Timeout']));

  expect(await execute(definition, tasks({ failures, times: 2 }), valid)).toMatchObject(placed);
});

test.each([
  ['ValidateOrder', 'ValidationError'],
  ['ChargePayment', 'PaymentDeclined'],
  ['SaveOrder', taken],
])('%s is not tried again after a %s', async (task, error) => {
  const all = tasks({ failures: { [task]: error } });

  await execute(definition, all, valid);

  expect(all[task as keyof typeof all]).toHaveBeenCalledTimes(1);
});

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

test('an order that is charged is saved once, under its key, and confirmed', async () => {
  const all = tasks();

  await execute(definition, all, valid);

  expect(all.ValidateOrder).toHaveBeenCalledExactlyOnceWith({
    FunctionName: 'validate',
    Payload: valid,
  });
  expect(all.ChargePayment).toHaveBeenCalledExactlyOnceWith({
    FunctionName: 'charge',
    Payload: readEvent('charge.valid'),
  });
  expect(all.SaveOrder).toHaveBeenCalledExactlyOnceWith({
    TableName: 'table',
    Item: {
      orderId: { S: 'order-4711' },
      idempotencyKey: { S: idempotencyKey },
      email: { S: 'customer@example.com' },
      items: { S: JSON.stringify(valid.items) },
      currency: { S: 'EUR' },
      total: { N: '3399' },
      chargeId: { S: chargeId },
      createdAt: { S: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
    },
    ConditionExpression: 'attribute_not_exists(orderId)',
  });
  expect(all.FindOrder).not.toHaveBeenCalled();
  expect(all.SendConfirmation).toHaveBeenCalledExactlyOnceWith({
    FromEmailAddress: 'orders@example.com',
    Destination: { ToAddresses: ['customer@example.com'] },
    Content: {
      Simple: {
        Subject: utf8('Your order order-4711'),
        Body: { Text: utf8('Thank you. We have your order order-4711 over €33.99.') },
      },
    },
  });
});

test('every function logs the order, and the request that started it', async () => {
  const correlationId = 'c0ffee00-4711';
  const failures = { SaveOrder: taken };

  const first = await execute(definition, tasks(), valid);
  await execute(definition, tasks({ failures }), { ...valid, correlationId });

  expect(first).toMatchObject(placed);
  for (const message of ['Valid', 'Charged', 'Refund']) {
    expect(logged()).toMatch(
      new RegExp(`"${message}".*"orderId":"order-4711","correlation_id":"${correlationId}"`),
    );
  }
});

test.each([
  [{ SaveOrder: throttled }, `${throttled}. Payment: refunded as ${refundId}.`],
  [
    { SaveOrder: throttled, RefundPayment: unavailable },
    `${throttled}. Payment: REFUND FAILED, refund it by hand.`,
  ],
  [{ ChargePayment: unavailable }, `${unavailable}. Payment: refunded as ${refundId}.`],
])('the topic gets what became of the payment: %j', async (failures, message) => {
  const all = tasks({ failures });

  await execute(definition, all, valid);

  expect(all.RefundPayment).toHaveBeenCalledWith({
    FunctionName: 'refund',
    Payload: readEvent('refund.valid'),
  });
  expect(all.NotifyFailure).toHaveBeenCalledExactlyOnceWith({
    TopicArn: 'topic',
    Subject: 'Order failed',
    Message: `Order order-4711 failed: ${message}`,
  });
  expect(all.SendConfirmation).not.toHaveBeenCalled();
});

test('nothing is refunded while it is not known whether the order is placed', async () => {
  const all = tasks({ failures: { ChargePayment: unavailable, FindOrder: throttled } });

  await execute(definition, all, valid);

  expect(all.FindOrder).toHaveBeenCalledWith({
    TableName: 'table',
    Key: { orderId: { S: 'order-4711' } },
    ConsistentRead: true,
    ProjectionExpression: 'idempotencyKey',
  });
  expect(all.RefundPayment).not.toHaveBeenCalled();
  expect(all.NotifyFailure).toHaveBeenCalledExactlyOnceWith({
    TopicArn: 'topic',
    Subject: 'Order failed',
    Message: `Order order-4711 failed: ${unavailable}. Payment: NOT REFUNDED, look whether the order is in the table.`,
  });
});

test('the topic gets the order whose confirmation is due', async () => {
  const all = tasks({ failures: { SendConfirmation: 'SesV2.MessageRejectedException' } });

  await execute(definition, all, valid);

  expect(all.EmailDeferred).toHaveBeenCalledExactlyOnceWith({
    TopicArn: 'topic',
    Subject: 'Order without confirmation',
    Message:
      'Order order-4711 is placed, but its confirmation was not mailed: SesV2.MessageRejectedException',
  });
});
