import { execSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const FOLDER = 'layers/shared';
const dependenciesOf = (folder: string): Record<string, string> =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies;

const packages = dependenciesOf(FOLDER);
const layer = mkdtempSync(join(tmpdir(), 'layer-'));

afterAll(() => rmSync(layer, { recursive: true }));

test('the packages are those that the tests run', () => {
  expect(dependenciesOf('.')).toMatchObject(packages);
});

test('the layer can be built, and leaves a function 1 of the 250 MB', () => {
  cpSync(FOLDER, layer, { recursive: true });
  const install = 'npm install --omit=dev --no-audit --no-fund --prefer-offline';
  execSync(install, { cwd: layer, stdio: 'pipe' });
  const files = readdirSync(layer, { recursive: true, encoding: 'utf8' });
  expect(files).toEqual(
    expect.arrayContaining(Object.keys(packages).map((name) => join('node_modules', name))),
  );
  const bytes = files.reduce((sum, file) => sum + statSync(join(layer, file)).size, 0);
  expect(bytes).toBeLessThanOrEqual(249 * 1024 ** 2);
});
