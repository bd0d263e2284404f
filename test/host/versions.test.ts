import { expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import { memoryDisk } from '../../src/core/tree/memory.ts';
import { refuseOldPackages } from '../../src/host/versions.ts';

/** Whether a project with a range, and a version that is installed, is refused what needs another range. */
function isOld(name: string, there: string, needed: string, installed?: string): boolean {
  const files = installed
    ? [[`node_modules/${name}/package.json`, JSON.stringify({ version: installed })] as const]
    : [];
  const json = { devDependencies: { [name]: there } };
  const additions = { dependencies: {}, devDependencies: { [name]: needed }, scripts: {} };
  try {
    refuseOldPackages(
      memoryDisk(new Map(files)),
      { path: projectPath('package.json'), json },
      additions,
    );
    return false;
  } catch (error) {
    expect(error).toMatchObject({ kind: 'refused', message: expect.stringContaining(name) });
    return true;
  }
}

it.each([
  ['aws-cdk-lib', '^2.100.0', true],
  ['aws-cdk-lib', '2.257.0', false],
  ['aws-cdk-lib', '>=2.300 <3', false],
  ['aws-cdk-lib', '<2.100', true],
  ['aws-cdk-lib', '^2.100.0 || ^2.300.0', true],
  ['aws-cdk-lib', '*', false],
  ['aws-cdk-lib', 'latest', false],
  ['aws-cdk-lib', 'workspace:*', false],
  ['aws-cdk-lib', 'workspace:^2.1.0', true],
  ['aws-cdk-lib', 'npm:@fork/aws-cdk-lib2@^2.300.0', false],
  ['typescript', '~5.3.3', true],
  ['typescript', '5.x', true],
  ['typescript', '^5.9.0', false],
  ['zod', '^3.24.0', true],
  ['zod', '4', false],
  ['@types/node', '^1.0.0', false],
])('%s %s is too old: %s', (name, range, expected) => {
  expect(isOld(name, range, '^4.0.0')).toBe(expected);
});

it('what is installed counts, whatever the range allows', () => {
  expect(isOld('aws-cdk-lib', '^2.1.0', '^2.276.0', '2.276.0')).toBe(false);
  expect(isOld('aws-cdk-lib', '*', '^2.276.0', '2.100.0')).toBe(true);
  expect(isOld('aws-cdk-lib', '^2.276.0', '^2.276.0', 'no version')).toBe(false);
});

it.each([
  ['package-lock.json', 'npm install zod@^4.0.0 && npm install --save-dev typescript@^5.9.0'],
  ['pnpm-lock.yaml', 'pnpm add zod@^4.0.0 && pnpm add --save-dev typescript@^5.9.0'],
  ['yarn.lock', 'yarn add zod@^4.0.0 && yarn add --dev typescript@^5.9.0'],
  ['bun.lock', 'bun add zod@^4.0.0 && bun add --dev typescript@^5.9.0'],
])('all are to be updated by the package manager of %s', (lock, command) => {
  const json = { dependencies: { zod: '3.0.0' }, devDependencies: { typescript: '5.0.4' } };
  const path = projectPath('package.json');
  const base = memoryDisk(
    new Map([
      [path as string, JSON.stringify(json)],
      [lock, ''],
    ]),
  );
  const additions = {
    dependencies: { zod: '^4.0.0' },
    devDependencies: { typescript: '^5.9.0' },
    scripts: {},
  };
  expect(() => refuseOldPackages(base, { path, json }, additions)).toThrow(
    expect.objectContaining({ hint: expect.stringContaining(`first: ${command}`) }),
  );
});
