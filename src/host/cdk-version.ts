import { notChanged } from '../core/errors.ts';
import { folderOf, type ProjectPath, projectPath } from '../core/paths.ts';
import { quietly } from '../core/quietly.ts';
import type { Disk } from '../core/tree/tree.ts';
import type { TriggerContribution } from '../core/trigger.ts';
import { updateCommand } from './package-file.ts';

/** The minor version of aws-cdk-lib 2 that has all that triggers use unless they say otherwise. */
const OLDEST = 46;

/** Where a folder says which minor version it has; a range that takes newer ones says nothing. */
const SOURCES: readonly (readonly [file: string, pattern: RegExp])[] = [
  ['node_modules/aws-cdk-lib/package.json', /"version": *"2\.(\d+)\./],
  ['package-lock.json', /"node_modules\/aws-cdk-lib": *\{\s*"version": *"2\.(\d+)\./],
  ['yarn.lock', /^"?aws-cdk-lib@.*:\n +version:? "?2\.(\d+)\./m],
  ['pnpm-lock.yaml', /\baws-cdk-lib[@/]2\.(\d+)\./],
  ['package.json', /"aws-cdk-lib": *"[~=v ]*2\.(\d+)\./],
];

/** The minor version of aws-cdk-lib that a module gets, as far as it is known. */
export function cdkMinor(disk: Disk, path: string): number | undefined {
  const folder = folderOf(path);
  for (const [file, pattern] of SOURCES) {
    const found = pattern.exec(quietly(disk, projectPath(folder + file)) ?? '')?.[1];
    if (found) return Number(found);
  }
  return folder === '' ? undefined : cdkMinor(disk, folder.slice(0, -1));
}

/** How a trigger's statements are spelled for the version that a module gets; throws `refused` for one too old. */
export function spelling(
  disk: Disk,
  path: ProjectPath,
  { cdkSince, cdkUnless, cdkOlder }: TriggerContribution,
) {
  const minor = cdkMinor(disk, path) ?? Number.POSITIVE_INFINITY;
  const isThere = cdkUnless?.test(quietly(disk, path) ?? '');
  const since = isThere ? OLDEST : (cdkSince ?? OLDEST);
  if (minor < since) {
    const update = updateCommand(disk, folderOf(path), [['aws-cdk-lib', `^2.${since}.0`]]);
    throw notChanged(
      path,
      { reason: `the project has version 2.${minor} of aws-cdk-lib` },
      { hint: `What is to be added needs 2.${since}. Update it first: ${update}` },
    );
  }
  return cdkOlder && minor < cdkOlder.before ? cdkOlder.replace : {};
}

/** The module of a trigger's statements for the version that a module gets. */
export function moduleFor(
  disk: Disk,
  path: ProjectPath,
  { cdk, cdkOlderModule }: TriggerContribution,
): string {
  const minor = cdkMinor(disk, path) ?? Number.POSITIVE_INFINITY;
  return cdkOlderModule && minor < cdkOlderModule.before ? cdkOlderModule.cdk : cdk;
}
