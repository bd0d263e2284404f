import { packageManagerOf } from '../core/commands.ts';
import { refusal } from '../core/errors.ts';
import { type ProjectPath, projectPath, upward } from '../core/paths.ts';
import type { Base } from '../core/tree/tree.ts';
import { hasPackage, type PackageFile, parsePackage } from './package-file.ts';

export interface HostPackage {
  readonly path: ProjectPath;
  readonly json: PackageFile;
}

function parsed(base: Base, path: ProjectPath): HostPackage {
  const json = parsePackage(base.read(path)!);
  if (json) return { path, json };
  throw refusal(`${path} is no JSON object`, { at: { path }, hint: 'Correct it first.' });
}

const hasCdk = ({ json }: HostPackage) => hasPackage(json, 'aws-cdk-lib');

/** The package.json of a CDK app: the nearest that has the CDK, or else the nearest; throws `refused` without one. */
export function hostPackage(base: Base, folder: string): HostPackage {
  const all = upward(folder)
    .map((at) => projectPath(`${at}package.json`))
    .filter((path) => base.read(path) !== undefined)
    .map((path) => parsed(base, path));
  const found = all.find(hasCdk) ?? all[0];
  if (found) return found;
  throw refusal('There is no package.json that the packages of a pattern could be added to', {
    hint: `Make one first: ${packageManagerOf(base, folder)} init`,
  });
}
