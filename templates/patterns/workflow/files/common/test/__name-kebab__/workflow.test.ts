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
const placedFree = { output: { status: 'placed', orderId: 'order-4712' } };
const failed = { error: 'OrderFailed' };
const broken = { error: 'Lambda.Unknown' };
const rejected = (error: string, cause: unknown) => ({
  output: { status: 'rejected', error, cause },
});
const invalid = (message: RegExp) => rejected('ValidationError', expect.stringMatching(message));
const declined = rejected('PaymentDeclined', 'Insufficient funds');

const unavailable = 'PaymentUnavailable';
const throttled = 'DynamoDB.ThrottlingException';
const taken = 'DynamoDB.ConditionalCheckFailedException';
const unvalidated = { ValidateOrder: 'Lambda.Unknown' };
const uncharged = { ChargePayment: unavailable };
const unsaved = { SaveOrder: throttled };
const repeated = { SaveOrder: taken };
const unfound = { ...unsaved, FindOrder: throttled };
const unrefunded = { ...unsaved, RefundPayment: unavailable };
const unpublished = 'Sns.ThrottledException';
const unnotified = { ...unsaved, NotifyFailure: unpublished };
const unmailed = { SendConfirmation: 'SesV2.MessageRejectedException' };
const forgotten = { ...unmailed, EmailDeferred: unpublished };

// What several paths have in common
const charged = 'ValidateOrder IsFree ChargePayment';
const saved = `${charged} SaveOrder`;
const free = 'ValidateOrder IsFree NothingToCharge SaveOrder SendConfirmation Done';
const refused = 'ValidateOrder ReadCause Rejected';
const refunding = 'FindOrder IsPlaced RefundPayment';
const refunded = `${refunding} NotifyFailure`;
const found = 'FindOrder IsPlaced SendConfirmation Done';
const deferred = 'SendConfirmation EmailDeferred Done';

const noItems = readEvent('validate.missing-items');
const noOrder = readEvent('validate.not-an-object');
const freeOrder = readEvent('validate.free');
const unpaid = { ...valid, paymentToken: 'tok_declined' };
const other = 'the key of the other';

type Branch = [
  name: string,
  path: string,
  end: object,
  failures?: Record<string, string>,
  input?: unknown,
  found?: string,
];

const branches: Branch[] = [
  ['a paid order', `${saved} SendConfirmation Done`, placed],
  ['a free order', free, placedFree, {}, freeOrder],
  ['an invalid order', refused, invalid(/^items: /), {}, noItems],
  ['no order at all', refused, invalid(/object/), {}, noOrder],
  ['a declined card', `${charged} ReadCause Rejected`, declined, {}, unpaid],
  ['a validation that does not work', 'ValidateOrder', broken, unvalidated],
  ['a charge of which nobody knows', `${charged} ${refunded} Failed`, failed, uncharged],
  ['an order that cannot be saved', `${saved} ${refunded} Failed`, failed, unsaved],
  ['an id that another order has', `${saved} ${refunded} Failed`, failed, repeated, valid, other],
  ['a repeat of what is placed', `${saved} ${found}`, placed, repeated, valid, idempotencyKey],
  ['a repeat that is not charged', `${charged} ${found}`, placed, uncharged, valid, idempotencyKey],
  [
    'a table that is silent',
    `${saved} FindOrder NotRefunded NotifyFailure Failed`,
    failed,
    unfound,
  ],
  [
    'a refund that fails',
    `${saved} ${refunding} RefundFailed NotifyFailure Failed`,
    failed,
    unrefunded,
  ],
  ['a failure nobody hears of', `${saved} ${refunded} NotificationFailed`, failed, unnotified],
  ['a confirmation that cannot be mailed', `${saved} ${deferred}`, placed, unmailed],
  ['a missing confirmation that nobody is notified of', `${saved} ${deferred}`, placed, forgotten],
];

test.each(branches)('%s', async (_name, path, end, failures, input = valid, found) => {
  const { states, ...outcome } = await execute(definition, tasks({ failures, found }), input);

  expect(states.join(' ')).toBe(path);
  expect(outcome).toEqual(end);
});

test('the branches take every transition', () => {
  const taken = branches.flatMap(([, path]) => {
    const states = path.split(' ');
    return states.slice(1).map((state, i) => `${states[i]} → ${state}`);
  });
  const all = Object.entries(definition.States).flatMap(([name, state]) => {
    const targets = JSON.stringify(state).matchAll(/"(?:Next|Default)":"(\w+)"/g);
    return Array.from(targets, ([, to]) => `${name} → ${to}`);
  });
  expect([...new Set(taken)].sort()).toEqual([...new Set(all)].sort());
});

test.each([
  ['ValidateOrder', {}],
  ['ChargePayment', {}],
  ['SaveOrder', {}],
  ['SendConfirmation', {}],
  ['EmailDeferred', unmailed],
  ['FindOrder', repeated],
  ['RefundPayment', repeated],
  ['NotifyFailure', repeated],
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
        Body: { Text: utf8('Thank you. We have your order order-4711 for €33.99.') },
      },
    },
  });
});

test('every function logs the order, and the request that started it', async () => {
  const correlationId = 'c0ffee00-4711';

  const first = await execute(definition, tasks(), valid);
  await execute(definition, tasks({ failures: repeated }), { ...valid, correlationId });

  expect(first).toMatchObject(placed);
  for (const message of ['Valid', 'Charged', 'Refund']) {
    expect(logged()).toMatch(
      new RegExp(`"${message}".*"orderId":"order-4711","correlation_id":"${correlationId}"`),
    );
  }
});

test.each([
  [unsaved, `${throttled}. Payment: refunded as ${refundId}.`],
  [unrefunded, `${throttled}. Payment: REFUND FAILED, refund it by hand.`],
  [uncharged, `${unavailable}. Payment: refunded as ${refundId}.`],
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
  const all = tasks({ failures: { ...uncharged, FindOrder: throttled } });

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
  const all = tasks({ failures: unmailed });

  await execute(definition, all, valid);

  expect(all.EmailDeferred).toHaveBeenCalledExactlyOnceWith({
    TopicArn: 'topic',
    Subject: 'Order without confirmation',
    Message:
      'Order order-4711 is placed, but its confirmation was not mailed: SesV2.MessageRejectedException',
  });
});
