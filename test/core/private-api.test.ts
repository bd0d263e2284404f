import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';

const root = join(packageRoot, 'src');

it('reads what TypeScript keeps for itself in one file, of one version', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => readFileSync(join(root, path), 'utf8').includes('parseDiagnostics'));
  expect(files).toHaveLength(1);
  const { dependencies } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  expect(dependencies['ts-morph']).toMatch(/^\d+\.\d+\.\d+$/);
});
