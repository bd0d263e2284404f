import { expect, it } from 'vitest';
import { nameForms } from '../../../src/core/names.ts';
import { sampleProject } from '../../../src/core/project.ts';
import pattern from '../../../templates/patterns/scheduled-task/pattern.ts';

const replaced = (schedule: string) =>
  pattern.contribute({
    project: sampleProject('cdk'),
    name: nameForms('nightly'),
    options: { schedule, timezone: 'UTC', job: 'cleanup' },
    others: [],
  }).replace?.["scheduleExpression: '__schedule__',"];

/** With the six columns of its place in infra/<name>.ts. */
it('breaks the line of a long schedule as the formatter does', () => {
  const fits = 'x'.repeat(100 - 6 - "scheduleExpression: '',".length);
  expect(replaced(fits)).toBe(`scheduleExpression: '${fits}',`);
  expect(replaced(`${fits}x`)).toBe(`scheduleExpression:\n        '${fits}x',`);
});

it('shows the runs of a schedule in the time zone beside it', () => {
  const { schedule } = pattern.options;
  if (schedule?.kind !== 'text') throw new Error('The schedule is a text');
  const now = new Date('2026-11-23T09:00:30Z');
  expect(schedule.preview?.('at(2030-01-31T12:00:00)', now, { timezone: 'Asia/Tokyo' })).toEqual([
    'Thu 2030-01-31 12:00 Asia/Tokyo',
  ]);
});
