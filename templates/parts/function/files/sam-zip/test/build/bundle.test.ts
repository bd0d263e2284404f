import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { exportsOf } from '../support/bundle.ts';
import { type BuildProperties, every } from '../support/template.ts';

interface Bundled {
  Environment: { Variables: Record<string, string> };
  Handler: string;
}

const functions = await every<Bundled>('AWS::Lambda::Function');
const directory = mkdtempSync(join(tmpdir(), 'bundle-'));

afterAll(() => rmSync(directory, { recursive: true }));

test.each(functions)('%s: %s starts, and has at most 900 KB', (file, id, fn, template) => {
  const { BuildProperties } = template[id]?.Metadata ?? {};
  const outdir = join(directory, file, id);
  esbuild({ ...BuildProperties, Bundle: true, Platform: 'node', Outdir: outdir });

  const [module = '', name] = fn.Handler.split(/\.(?=\w+$)/);
  const bundle = join(outdir, `${basename(module)}.mjs`);
  expect(exportsOf(bundle, fn.Environment.Variables)).toContain(name);
  expect(statSync(bundle).size).toBeLessThanOrEqual(900 * 1024);
});

/** Calls esbuild with the flags of `sam build`: `true` is a flag, a list is one flag for each item. */
function esbuild({ EntryPoints = [], UseNpmCi: _, ...properties }: BuildProperties): void {
  const flags = Object.entries(properties).flatMap(([property, value]) => {
    const flag = `--${property.replace(/\B[A-Z]/g, '-$&').toLowerCase()}`;
    if (typeof value === 'boolean') return value ? flag : [];
    return Array.isArray(value) ? value.map((item) => `${flag}:${item}`) : `${flag}=${value}`;
  });
  const args = [...EntryPoints, '--log-level=warning', ...flags];
  // On Windows it is a script, elsewhere a program
  const bin = createRequire(import.meta.url).resolve('esbuild/bin/esbuild');
  if (process.platform === 'win32') execFileSync(process.execPath, [bin, ...args]);
  else execFileSync(bin, args);
}
