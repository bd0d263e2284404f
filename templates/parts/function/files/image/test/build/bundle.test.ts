import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportsOf } from '../support/bundle.ts';
import { entryOf, every } from '../support/template.ts';

interface Bundled {
  Environment: { Variables: Record<string, string> };
}

const functions = await every<Bundled>('AWS::Lambda::Function');
const directory = mkdtempSync(join(tmpdir(), 'bundle-'));

// As the Dockerfile does
beforeAll(() => {
  const args = ['--experimental-strip-types', 'scripts/bundle.ts', directory];
  execFileSync(process.execPath, args, { stdio: 'pipe' });
});
afterAll(() => rmSync(directory, { recursive: true }));

test.each(functions)('%s: %s starts, and has at most 900 KB', (_, id, fn, stack) => {
  const entry = entryOf(stack, id) ?? '';
  const bundle = join(directory, entry.replace(/\.ts$/, '.mjs'));
  expect(exportsOf(bundle, fn.Environment.Variables)).toContain('handler');
  const { sources } = JSON.parse(readFileSync(`${bundle}.map`, 'utf8'));
  expect(sources).toContainEqual(expect.stringMatching(`/${entry}$`));
  expect(statSync(bundle).size).toBeLessThanOrEqual(900 * 1024);
});
