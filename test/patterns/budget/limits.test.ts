import { expect, it } from 'vitest';
import { createPorts } from '../../../src/cli/ports.ts';
import { planCreate } from '../../../src/core/fold/pipeline.ts';
import { sampleProject } from '../../../src/core/project.ts';
import { committed, memoryDisk } from '../../../src/core/tree/memory.ts';

const ports = await createPorts();

function readmeOf(patterns: readonly string[]) {
  const instances = patterns.map((pattern) => ({ pattern }));
  const request = { project: sampleProject('sam'), instances };
  const plan = planCreate(request, memoryDisk(new Map()), ports);
  return committed(new Map(), plan).get('README.md')!;
}

const RESERVED = 'Each function of `users` runs ten times at once at most';

it.each([
  [['rest-api', 'budget'], false],
  [['user-auth', 'budget'], true],
  [['budget', 'user-auth'], true],
])('the README of %j names the limits of what there is: %s', (patterns, has) => {
  expect(readmeOf(patterns).includes(RESERVED)).toBe(has);
});
