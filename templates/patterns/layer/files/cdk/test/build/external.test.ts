import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { synth } from '../support/template.ts';

const EXTERNAL = ['@aws-lambda-powertools/*'];

const { directory } = await synth({});
const mapOf = (asset: string) => join(directory, asset, 'index.mjs.map');
const bundles = readdirSync(directory).filter((asset) => existsSync(mapOf(asset)));

afterAll(() => rmSync(directory, { recursive: true }));

test.each(bundles)('%s has nothing of what is in the layer', (bundle) => {
  const { sources }: { sources: string[] } = JSON.parse(readFileSync(mapOf(bundle), 'utf8'));
  const folders = EXTERNAL.map((name) => `node_modules/${name.replace('/*', '')}/`);
  const layered = sources.filter((source) => folders.some((folder) => source.includes(folder)));
  expect(layered).toEqual([]);
});
