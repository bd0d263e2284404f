import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseEventBridgeEvent } from '__event__';

const path = (name: string) => `events/__name-kebab__/eventbridge.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));

test('an event tells what happened', () => {
  expect(parseEventBridgeEvent(load('valid'))).toEqual({
    id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
    source: 'my.app',
    type: 'OrderPlaced',
    time: new Date('2026-01-15T09:30:00Z'),
    detail: { id: '1001' },
  });
});

test('an event without a detail is refused', () => {
  expect(() => parseEventBridgeEvent(load('no-detail'))).toThrow('not an event of EventBridge');
});

test('an event of another service is refused', () => {
  expect(() => parseEventBridgeEvent(load('from-sqs'))).toThrow('not an event of EventBridge');
});
