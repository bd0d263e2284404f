import type { Disk } from '../core/tree/tree.ts';
import { cdkMinor } from './cdk-version.ts';
import { isRetired, NODE } from './runtimes.ts';

/** The minor version of aws-cdk-lib 2 that brought a constant for our choice. */
const SINCE = 168;

const constantOf = (runtime: string) =>
  `lambda.Runtime.${runtime.toUpperCase().replace('NODEJS', 'NODEJS_').replaceAll('.', '_')}`;

/** A runtime as an expression: that of an existing function, or one of our own choice. */
export function runtimeOf(disk: Disk, path: string, current: string | undefined): string {
  if (current?.startsWith('nodejs') && !isRetired(current)) return constantOf(current);
  const minor = cdkMinor(disk, path) ?? SINCE;
  if (minor >= SINCE) return constantOf(NODE);
  return `new lambda.Runtime('${NODE}', lambda.RuntimeFamily.NODEJS)`;
}
