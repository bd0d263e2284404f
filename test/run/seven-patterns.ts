import { copyFileSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { packageRoot } from '../../src/io/package-root.ts';

const PATTERNS = [
  'rest-api:orders',
  'file-processing:uploads',
  'pub-sub:alerts',
  'scheduled-task:digest',
  'workflow:checkout',
  'user-auth:users',
  'multi-region:edge',
];

/** A project with all patterns, and the dependencies of the checkout. */
export async function createProject(iac: 'sam' | 'cdk'): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'lambda-gen-')), 'shop');
  const create = join(packageRoot, 'bin/create-lambda-app.js');
  const patterns = PATTERNS.flatMap((pattern) => ['-p', pattern]);
  const domains = ['--set', 'users.allowed-domains=example.com'];
  await execa('node', [
    create,
    folder,
    '-y',
    '--iac',
    iac,
    ...patterns,
    ...domains,
    '--no-install',
    '--no-git',
  ]);
  symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
  // The CDK looks for a lock file
  copyFileSync(join(packageRoot, 'package-lock.json'), join(folder, 'package-lock.json'));
  return folder;
}
