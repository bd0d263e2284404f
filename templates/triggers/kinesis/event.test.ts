import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kinesisResponse, parseKinesisEvent } from '__event__';

const path = (name: string) => `events/__name-kebab__/kinesis.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));
const first = '49590338271490256608559692538361571095921575989136588898';
const second = '49590338271490256608559692540925702759324208523137515618';

test('records are decoded and parsed', () => {
  expect(parseKinesisEvent(load('valid'))).toEqual({
    records: [
      { sequence: first, key: 'orders', data: { id: '1001' } },
      { sequence: second, key: 'orders', data: { id: '1002' } },
    ],
    malformed: [],
  });
});

test('a record that is no JSON is reported, and the stream goes on from it', async () => {
  const batch = parseKinesisEvent(load('not-json'));
  expect(batch.records.map(({ sequence }) => sequence)).toEqual([second]);
  const response = await kinesisResponse(batch, async () => undefined);
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: first }] });
});

test('a record whose work fails comes again', async () => {
  const response = await kinesisResponse(parseKinesisEvent(load('valid')), async () => {
    throw new Error('busy');
  });
  expect(response.batchItemFailures[0]).toEqual({ itemIdentifier: first });
});

test('an event of another service is refused', () => {
  expect(() => parseKinesisEvent(load('from-sqs'))).toThrow('not an event of a Kinesis stream');
});
