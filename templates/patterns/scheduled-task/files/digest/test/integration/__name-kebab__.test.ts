import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import '../__name-kebab__/environment.ts';
import { contextWith, tick } from '../__name-kebab__/fixtures.ts';
import { startDynamodb } from '../support/dynamodb.ts';
import { startMail } from '../support/mail.ts';
import { handler } from '../../src/__name-kebab__/run.ts';
import { dynamodb } from '../../src/shared/dynamodb.ts';

const TableName = 'table';

let stopDynamodb: () => Promise<void>;
let mail: Awaited<ReturnType<typeof startMail>>;
let hour = 0;
let before = 0;

beforeAll(async () => {
  stopDynamodb = await startDynamodb(dynamodb);
  mail = await startMail();
  const client = new DynamoDBClient();
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['id', 'kind'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byTime',
          KeySchema: [
            { AttributeName: 'kind', KeyType: 'HASH' },
            { AttributeName: 'id', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  client.destroy();
});

afterAll(async () => {
  await mail.stop();
  await stopDynamodb();
});

beforeEach(async () => {
  hour += 1;
  before = (await mail.sent()).length;
});

const timeOf = (minutes: number) =>
  new Date(Date.parse(tick) + hour * 3_600_000 + minutes * 60_000).toISOString();

/** What the schedule sends in the hour of the current test. */
const event = () => ({ scheduledTime: timeOf(0), executionId: `hour ${hour}` });

/** Something that happened so many minutes after the tick. */
const put = (minutes: number, text: string) =>
  dynamodb.send(
    new PutCommand({ TableName, Item: { kind: 'entry', id: `${timeOf(minutes)}#${text}`, text } }),
  );

const newMails = async () => (await mail.sent()).slice(before);

test('mails what has happened, once', async () => {
  await put(-20, 'Größe geändert');
  await put(-30, 'Order 1 was paid');

  await handler(event(), contextWith());
  await handler(event(), contextWith());

  expect(await newMails()).toEqual([
    expect.objectContaining({
      from: 'digest@example.com',
      destination: { to: ['team@example.com'], cc: [], bcc: [] },
      subject: expect.stringMatching(/: digest \(2\)$/),
      body: { text: `${timeOf(-30)}  Order 1 was paid\n${timeOf(-20)}  Größe geändert` },
    }),
  ]);
});

test('leaves the last minute to the next digest, and sends none for nothing', async () => {
  await put(-0.5, 'just now');
  await handler(event(), contextWith());
  expect(await newMails()).toEqual([]);

  hour += 1;
  await handler(event(), contextWith());
  hour += 1;
  await handler(event(), contextWith());

  const mails = await newMails();
  expect(mails.map(({ body }) => body.text)).toEqual([expect.stringContaining('just now')]);
});

test('stops before the deadline after a mail, and the next tick mails the rest', async () => {
  for (let number = 0; number < 130; number += 1) await put(-50 + number / 4, `number ${number}`);

  await handler(
    event(),
    contextWith(() => 20_000),
  );
  expect((await newMails()).map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/: digest \(100\)$/),
  ]);

  hour += 1;
  await handler(event(), contextWith());
  const texts = (await newMails()).map(({ body }) => body.text ?? '');
  const numbers = texts.flatMap((text) =>
    [...text.matchAll(/number (\d+)/g)].map(([, n]) => Number(n)),
  );
  expect(texts).toHaveLength(2);
  expect(numbers).toEqual(Array.from({ length: 130 }, (_, index) => index));
});
