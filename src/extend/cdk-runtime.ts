import { projectPath } from '../core/paths.ts';
import { quietly } from '../core/quietly.ts';
import type { Disk } from '../core/tree.ts';
import { folderOf } from './layout.ts';
import { isRetired, NODE } from './runtimes.ts';

/** The minor version of aws-cdk-lib 2 that brought a constant for our choice. */
const SINCE = 168;

/** Where a folder says which minor version it has; a range that takes newer ones says nothing. */
const SOURCES: readonly (readonly [file: string, pattern: RegExp])[] = [
  ['node_modules/aws-cdk-lib/package.json', /"version": *"2\.(\d+)\./],
  ['package-lock.json', /"node_modules\/aws-cdk-lib": *\{\s*"version": *"2\.(\d+)\./],
  ['package.json', /"aws-cdk-lib": *"[~=v ]*2\.(\d+)\./],
];

/** The minor version of aws-cdk-lib that a module gets, as far as it is known. */
function cdkMinor(disk: Disk, path: string): number | undefined {
  const folder = folderOf(path);
  for (const [file, pattern] of SOURCES) {
    const found = pattern.exec(quietly(disk, projectPath(folder + file)) ?? '')?.[1];
    if (found) return Number(found);
  }
  return folder === '' ? undefined : cdkMinor(disk, folder.slice(0, -1));
}

const constantOf = (runtime: string) =>
  `lambda.Runtime.${runtime.toUpperCase().replace('NODEJS', 'NODEJS_').replaceAll('.', '_')}`;

/** A runtime as an expression: that of a function that stands, or one of our own choice. */
export function runtimeOf(disk: Disk, path: string, standing: string | undefined): string {
  if (standing?.startsWith('nodejs') && !isRetired(standing)) return constantOf(standing);
  const minor = cdkMinor(disk, path) ?? SINCE;
  if (minor >= SINCE) return constantOf(NODE);
  return `new lambda.Runtime('${NODE}', lambda.RuntimeFamily.NODEJS)`;
}
