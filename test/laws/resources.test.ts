import { expect, it } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { countResources } from '../../src/core/limits.ts';
import { sampleProject } from '../../src/core/project.ts';
import { committed, memoryDisk } from '../../src/core/tree/memory.ts';
import { readSource } from '../../src/editors/sam/source.ts';
import { countMade } from '../../src/infrastructure/sam/made/made.ts';
import { patternIds } from '../support/triggers.ts';

const ports = await createPorts();

/** Its stacks are beside the project's own. */
const ids = patternIds.filter((id) => !['multi-region', 'deploy'].includes(id));

function counts(patterns: readonly string[]) {
  const instances = patterns.map((pattern) => ({ pattern }));
  const request = { project: sampleProject('sam'), instances };
  const plan = planCreate(request, memoryDisk(new Map()), ports);
  const source = readSource(committed(new Map(), plan).get('template.yaml')!);
  if ('reason' in source) throw new Error(source.reason);
  return { said: countResources(ports, plan.manifest), made: countMade(source) };
}

it.each(ids)('deploy beside %s brings as many resources as SAM makes', (id) => {
  const { said, made } = counts([id, 'deploy']);
  expect(said).toBe(made);
});

it('so do several patterns, which share the application', () => {
  const { said, made } = counts([
    'rest-api',
    'file-processing',
    'pub-sub',
    'deploy',
    'vpc',
    'budget',
  ]);
  expect(said).toBe(made);
});
