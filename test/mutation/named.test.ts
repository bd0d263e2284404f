import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { variants } from '../laws/laws.ts';
import { named } from './named.ts';
import { patterns, writeProject } from './project.ts';
import { failureIn } from './suite.ts';

test.each(named)('$pattern as $iac: a test fails when $name', async (mutant) => {
  const pattern = patterns.find(({ id }) => id === mutant.pattern)!;
  const options = { ...variants(pattern)[0], ...mutant.options };
  const project = writeProject(pattern, mutant.iac, options, mutant);
  expect(await failureIn(project)).toBeDefined();
  rmSync(project.folder, { recursive: true });
});
