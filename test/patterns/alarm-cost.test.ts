import { expect, it } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { nameForms } from '../../src/core/names.ts';
import type { OptionValues } from '../../src/core/options.ts';
import type { Pattern } from '../../src/core/pattern.ts';
import { sampleProject } from '../../src/core/project.ts';
import { committed, memoryDisk } from '../../src/core/tree/memory.ts';
import fileProcessing from '../../templates/patterns/file-processing/pattern.ts';
import pubSub from '../../templates/patterns/pub-sub/pattern.ts';
import prices from '../../templates/prices.json' with { type: 'json' };
import { variants } from '../laws/laws.ts';

const ports = await createPorts();
const project = sampleProject('sam');

const options = (pattern: Pattern) =>
  variants(pattern).flatMap((one): OptionValues[] =>
    'consumers' in one ? [one, { ...one, consumers: 'a1,a2,a3' }] : [one],
  );
const cases = ([pubSub, fileProcessing] as Pattern[]).flatMap((pattern) =>
  options(pattern).map((each) => ({ pattern, each })),
);

/** Of alarms on one metric, and on several. */
function watchedMetrics(pattern: Pattern, each: OptionValues): number {
  const request = { project, instances: [{ pattern: pattern.id, options: each }] };
  const files = committed(new Map(), planCreate(request, memoryDisk(new Map()), ports));
  return files.get('template.yaml')?.match(/^ {6}MetricName:|MetricStat:/gm)?.length ?? 0;
}

it.each(cases)('$pattern.id $each: the cost has each metric of an alarm', ({ pattern, each }) => {
  const name = nameForms(pattern.defaultName);
  const { describe } = pattern.contribute({ project, name, options: each, others: [] });
  const alarms = describe?.cost?.find(({ item }) => /alarms/i.test(item));
  expect(alarms?.fixed).toBeCloseTo(watchedMetrics(pattern, each) * prices.alarm);
});
