import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { exportsOf } from '../support/bundle.ts';
import { entryOf, normalise, ofType, synth } from '../support/template.ts';

interface Bundled {
  Code: { S3Key: string };
  Environment: { Variables: Record<string, string> };
}

const assembly = await synth({});
const functions = assembly.stacks.flatMap(({ stackName, template }) => {
  const stack = normalise(template.Resources ?? {});
  const all = ofType<Bundled>(stack, 'AWS::Lambda::Function');
  return Object.entries(all).map(([id, fn]) => [stackName, id, fn, entryOf(stack, id)] as const);
});

afterAll(() => rmSync(assembly.directory, { recursive: true }));

test.each(functions)('%s: %s starts, and has at most 900 KB', (_stack, _id, fn, entry) => {
  const asset = `asset.${fn.Code.S3Key.replace('.zip', '')}`;
  const bundle = join(assembly.directory, asset, 'index.mjs');
  expect(exportsOf(bundle, fn.Environment.Variables)).toContain('handler');
  const { sources } = JSON.parse(readFileSync(`${bundle}.map`, 'utf8'));
  expect(sources).toContainEqual(expect.stringMatching(`/${entry}$`));
  expect(statSync(bundle).size).toBeLessThanOrEqual(900 * 1024);
});
