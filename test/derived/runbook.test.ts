import { expect, test } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { sampleProject } from '../../src/core/project.ts';
import { committed, memoryDisk } from '../../src/core/tree/memory.ts';

const ports = await createPorts();

const documents = (...patterns: string[]) => {
  const instances = patterns.map((pattern) => ({ pattern, name: nameOf(pattern), options: {} }));
  const request = { project: sampleProject('cdk'), instances };
  return committed(new Map(), planCreate(request, memoryDisk(new Map()), ports));
};

const nameOf = (pattern: string) =>
  ['deploy', 'layer'].includes(pattern) ? pattern : `my${pattern.replace('-', '')}`;

/** The kinds of data that the runbook says how to restore and delete. */
const dataIn = (runbook = '') => runbook.split('## Data')[1]?.match(/(?<=^### ).*/gm);

test.each([
  [['workflow'], ['Tables']],
  [['file-processing'], ['Buckets']],
  [['rest-api'], ['User pools', 'Tables']],
  [
    ['workflow', 'file-processing', 'pub-sub'],
    ['Tables', 'Buckets'],
  ],
])('the runbook of %j is about the data that it has: %j', (patterns, kinds) => {
  const runbook = documents(...patterns).get('docs/operations.md');
  expect(dataIn(runbook)?.sort()).toEqual(kinds.sort());
});

test('what is not charged has no table of costs', () => {
  const readme = documents('rest-api', 'layer').get('README.md');
  expect(readme).toContain('| myrestapi: requests a month |');
  expect(readme).not.toMatch(/^\| layer: /m);
});
