import { expect, test } from 'vitest';
import { named, noticed } from './named.ts';

test.each(named)('$pattern as $iac: a test fails when $name', async (mutant) => {
  expect(await noticed(mutant)).toBeDefined();
});
