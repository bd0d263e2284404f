import { lt, major, minVersion, valid, validRange } from 'semver';
import { listOf, refusal, unwritten } from '../core/errors.ts';
import { folderOf, projectPath } from '../core/paths.ts';
import type { PackageAdditions } from '../core/ports.ts';
import type { Base } from '../core/tree/tree.ts';
import type { HostPackage } from './host.ts';
import { updateCommand } from './package-file.ts';

/** The least version that a range allows; undefined for one that allows every version, or is none: `latest`. */
function least(range: string): string | undefined {
  const plain = range.replace(/^(workspace:|npm:(@?[^@]+)@)/, '');
  const given = validRange(plain);
  return given === null || given === '*' ? undefined : minVersion(given)?.version;
}

/** The version that introduced what the constructs use, where the major version alone does not tell. */
const SINCE: Readonly<Record<string, string>> = {
  // Validations, which cdk-nag 3 reports through
  'aws-cdk-lib': '2.257.0',
  // `module: preserve`
  typescript: '5.4.0',
  // Its API changes with the minor version, and bundling by none of these
  esbuild: '0.0.0',
};

const sinceOf = (name: string, range: string) =>
  SINCE[name] ?? (name.startsWith('@types/') ? '0.0.0' : `${major(least(range)!)}.0.0`);

/** A link that leads out of the project, as those of a workspace may, says nothing. */
function installed(base: Base, path: string): string | undefined {
  try {
    return (JSON.parse(base.read(projectPath(path)) ?? '{}') as { version?: string }).version;
  } catch {
    return undefined;
  }
}

/** The existing version: as it is installed, or the least that package.json allows. */
function declaredRange(base: Base, folder: string, name: string, range: string) {
  const now = installed(base, `${folder}node_modules/${name}/package.json`);
  return valid(now) ?? least(range);
}

/** Throws `refused` when a package that is needed has a version that is too old. */
export function refuseOldPackages(
  base: Base,
  { path, json }: HostPackage,
  { dependencies, devDependencies }: PackageAdditions,
): void {
  const folder = folderOf(path);
  const declared = { ...json.devDependencies, ...json.dependencies };
  const needed = Object.entries({ ...dependencies, ...devDependencies });
  const old = needed.filter(([name, range]) => {
    const now = declared[name] && declaredRange(base, folder, name, declared[name]);
    return now && lt(now, sinceOf(name, range));
  });
  if (old.length === 0) return;
  const list = old.map(([name, range]) => `${name} ${declared[name]}, ${shown(name, range)}`);
  throw refusal(`${path} has packages that are too old for the pattern:${listOf(list)}`, {
    at: { path },
    hint: unwritten(`Update them first: ${updateCommand(base, folder, old)}`),
  });
}

const shown = (name: string, range: string) =>
  `which needs ${sinceOf(name, range).replace(/\.0$/, '')} or later`;
