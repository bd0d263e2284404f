import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { properties, type Template } from './template.ts';

interface Alarm {
  AlarmDescription?: string;
}

/** On with the first of what is counted in five minutes. */
export const first = {
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  EvaluationPeriods: 1,
  Threshold: 1,
  TreatMissingData: 'notBreaching',
};

/** On when it is so in two of three periods of five minutes. */
export const lasting = {
  ...first,
  DatapointsToAlarm: 2,
  EvaluationPeriods: 3,
};

/** Adds up all metrics of an alarm. */
export const sum = { Id: expect.any(String), Expression: 'SUM(METRICS())' };

/** A metric, of one resource, in an alarm on several. */
export const counted = (Namespace: string, MetricName: string, of: string, Value: string) => ({
  Id: expect.any(String),
  MetricStat: {
    Metric: { Namespace, MetricName, Dimensions: [{ Name: of, Value }] },
    Period: 300,
    Stat: 'Sum',
  },
  ReturnData: false,
});

const headings = () =>
  Array.from(readFileSync('docs/operations.md', 'utf8').matchAll(/^#+ (.*)$/gm), ([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );

/** The section of docs/operations.md that an alarm names; throws when there is none. */
export function sectionOf(template: Template, id: string): string {
  const { AlarmDescription = '' } = properties<Alarm>(template, id);
  const [file, section = ''] = AlarmDescription.split('#');
  if (file === 'docs/operations.md' && headings().includes(section)) return section;
  throw new Error(`${id} names no section of docs/operations.md: ${AlarmDescription}`);
}
