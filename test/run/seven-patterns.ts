import { copyFileSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { packageRoot } from '../../src/io/package-root.ts';

export const PATTERNS = [
  'rest-api:orders',
  'file-processing:uploads',
  'pub-sub:alerts',
  'scheduled-task:digest',
  'workflow:checkout',
  'user-auth:users',
  'multi-region:edge',
];

/** A project with patterns and options, and the dependencies of the checkout; with all patterns unless they are given. */
export async function createProject(
  iac: 'sam' | 'cdk',
  patterns: readonly string[] = PATTERNS,
  settings: readonly string[] = ['users.allowed-domains=example.com'],
): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'lambda-gen-')), 'shop');
  const create = join(packageRoot, 'bin/create-lambda-app.js');
  const what = [
    ...patterns.flatMap((pattern) => ['-p', pattern]),
    ...settings.flatMap((setting) => ['--set', setting]),
  ];
  await execa('node', [create, folder, '-y', '--iac', iac, ...what, '--no-install', '--no-git']);
  symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
  // The CDK looks for a lock file
  copyFileSync(join(packageRoot, 'package-lock.json'), join(folder, 'package-lock.json'));
  return folder;
}
