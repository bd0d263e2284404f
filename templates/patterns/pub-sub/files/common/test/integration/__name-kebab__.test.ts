import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamodb } from '../../src/shared/dynamodb.ts';
import { consumers } from '../__name-kebab__/consumers.ts';
import { createTopic, publish } from '../__name-kebab__/emulated.ts';
import { cancelled, placed } from '../__name-kebab__/fixtures.ts';
import { send } from '../__name-kebab__/send.ts';
import { drain, type Wired, wire } from '../__name-kebab__/wiring.ts';
import { createTable, startDynamodb } from '../support/dynamodb.ts';
import { receive, startEmulator } from '../support/emulator.ts';
import { logged } from '../support/lambda.ts';
import { load } from '../support/template.ts';

const template = await load();
const workers = Object.entries(consumers);
const wired: Record<string, Wired> = {};
const stops: (() => Promise<void>)[] = [];
let topicArn: string;

beforeAll(async () => {
  stops.push(await startDynamodb(dynamodb), await startEmulator());
  await createTable('table', 'orderId', 'consumer');
  topicArn = await createTopic();
  for (const [id] of workers) wired[id] = await wire(template, id, topicArn);
});

afterAll(async () => {
  for (const stop of stops) await stop();
});

const count = (text: string) => logged().split(text).length - 1;

/** Messages about an order of its own. */
function order() {
  const orderId = randomUUID();
  return {
    orderId,
    placed: { ...placed, data: { ...placed.data, orderId } } as typeof placed,
    cancelled: { ...cancelled, data: { ...cancelled.data, orderId } } as typeof cancelled,
  };
}

/** Has every consumer work its queue; resolves to how often each ran. */
async function drainAll(): Promise<number[]> {
  const runs: number[] = [];
  for (const [id, name] of workers) {
    const { handler } = await import(`../../src/__name-kebab__/${name}.ts`);
    runs.push(await drain(wired[id]?.queueUrl ?? '', handler));
  }
  return runs;
}

async function knownOf(orderId: string): Promise<unknown[]> {
  const reads = workers.map(([, consumer]) =>
    dynamodb.send(new GetCommand({ TableName: 'table', Key: { orderId, consumer } })),
  );
  return (await Promise.all(reads)).map(({ Item }) => Item?.event);
}

const forEach = (value: unknown) => workers.map(() => value);

test('every consumer handles an event once, however often it is published', async () => {
  const { orderId, placed } = order();
  const key = randomUUID();

  await send(placed, key);
  await drainAll();
  await send(placed, key);
  await send(placed, key);
  await drainAll();

  expect(await knownOf(orderId)).toEqual(forEach(expect.objectContaining(placed)));
  expect(count('"message":"Handled"')).toBe(workers.length);
});

test('every consumer handles each of two events of one type', async () => {
  const { placed } = order();

  await send(placed, randomUUID());
  await drainAll();
  await send(placed, randomUUID());
  await drainAll();

  expect(count('"message":"Handled"')).toBe(2 * workers.length);
});

test('a cancellation holds, whichever event comes first', async () => {
  const early = order();
  const late = order();

  await send(early.placed, randomUUID());
  await drainAll();
  await send(early.cancelled, randomUUID());
  await send(late.cancelled, randomUUID());
  await drainAll();
  await send(late.placed, randomUUID());
  await drainAll();

  for (const { orderId, cancelled } of [early, late]) {
    expect(await knownOf(orderId)).toEqual(forEach(expect.objectContaining(cancelled)));
  }
  // All but the placed order that came too late
  expect(count('"message":"Handled"')).toBe(3 * workers.length);
});

test('no consumer gets a type that its filter does not name', async () => {
  await publish(topicArn, '{}', 'order.returned');

  expect(await drainAll()).toEqual(forEach(0));
});

test('what cannot be read ends as a dead letter after five tries; the rest goes through', async () => {
  const { orderId, placed } = order();
  await publish(topicArn, 'not JSON', 'order.placed');
  await send(placed, randomUUID());

  await drainAll();

  expect(await knownOf(orderId)).toEqual(forEach(expect.objectContaining(placed)));
  expect(count('"message":"Failed"')).toBe(5 * workers.length);
  for (const [id] of workers) {
    const [deadLetter, ...others] = await receive(wired[id]?.deadLettersUrl ?? '');
    expect(deadLetter?.Body).toBe('not JSON');
    expect(others).toEqual([]);
  }
});
