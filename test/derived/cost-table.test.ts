import { expect, test } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { sampleProject } from '../../src/core/project.ts';
import { committed, memoryDisk } from '../../src/core/tree/memory.ts';

test('what is not charged has no table of costs', async () => {
  const ports = await createPorts();
  const instances = [
    { pattern: 'rest-api', name: 'items', options: {} },
    { pattern: 'layer', name: 'layer', options: {} },
  ];
  const request = { project: sampleProject('sam'), instances };
  const readme = committed(new Map(), planCreate(request, memoryDisk(new Map()), ports)).get(
    'README.md',
  );

  expect(readme).toContain('| items: requests a month |');
  expect(readme).not.toMatch(/^\| layer: /m);
});
