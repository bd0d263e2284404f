import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { expect, it } from 'vitest';
import { Bundle } from '../../src/run/code/bundle.ts';
import { temporaryFolder } from '../support/folders.ts';

it('code that is mended is another version, not the one before it broke', async () => {
  const cwd = temporaryFolder({ 'a.ts': 'export const handler = 1;\n' });
  const source = join(cwd, 'a.ts');
  let time = 1_000;
  const save = (text: string) => {
    writeFileSync(source, text);
    time += 10;
    utimesSync(source, time, time);
  };
  const options = { entryPoints: [source], bundle: true };
  const bundle = new Bundle(esbuild as never, cwd, join(cwd, 'out.js'), options);
  await bundle.build();
  const { version } = bundle;
  save('export const handler = ;\n');
  await expect(bundle.build()).rejects.toThrow('cannot be bundled');
  save('export const handler = 2;\n');
  await bundle.build();
  expect(bundle.version).toBeGreaterThan(version);
  await bundle.close();
});
