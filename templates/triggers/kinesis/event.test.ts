import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failed, recordsOf } from '__event__';

const path = (name: string) => `events/__name-kebab__/kinesis.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));
const first = '49590338271490256608559692538361571095921575989136588898';
const second = '49590338271490256608559692540925702759324208523137515618';

test('records are decoded and parsed', () => {
  expect(recordsOf(load('valid'))).toEqual({
    records: [
      { sequence: first, key: 'orders', data: { orderId: '1001' } },
      { sequence: second, key: 'orders', data: { orderId: '1002' } },
    ],
    malformed: [],
  });
});

test('a record that is no JSON is reported, and the stream goes on from it', () => {
  const { records, malformed } = recordsOf(load('not-json'));
  expect(records.map(({ sequence }) => sequence)).toEqual([second]);
  expect(failed(malformed)).toEqual({ batchItemFailures: [{ itemIdentifier: first }] });
});

test('an event of another service is refused', () => {
  expect(() => recordsOf(load('from-sqs'))).toThrow('not an event of a Kinesis stream');
});
