import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseScheduleEvent } from '__event__';

const path = (name: string) => `events/__name-kebab__/schedule.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));

test('a run knows when it was due', () => {
  expect(parseScheduleEvent(load('valid'))).toEqual({
    due: new Date('2026-01-15T09:30:00Z'),
    id: 'd32c5kddcf5bb8c3',
  });
});

test('a time that is none is refused', () => {
  expect(() => parseScheduleEvent(load('bad-time'))).toThrow(
    '<aws.scheduler.scheduled-time> is not a time',
  );
});

test('an event of another service is refused', () => {
  expect(() => parseScheduleEvent(load('from-rule'))).toThrow('not an event of the schedule');
});
