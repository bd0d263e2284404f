import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { major, rsort } from 'semver';

const SAID = [
  /Couldn't find package "([^"]+)"/, // Yarn 1
  /Request URL: https?:\/\/[^/\s]+\/(\S+)/, // Yarn 2 and later, below "404 (Not Found)"
];

/** The package that the registry does not have, where an installation failed for that. */
export function missingIn(reason: string): string | undefined {
  const [name] = SAID.flatMap((said) => said.exec(reason)?.[1] ?? []);
  return /couldn't find|404/i.test(reason) && name ? decodeURIComponent(name) : undefined;
}

interface Published {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const needs = (name: string) => (each: Omit<Published, 'version'>) =>
  name in { ...each.dependencies, ...each.optionalDependencies };

/** The newest of some versions that does not need a package. */
export const newestWithout = (all: readonly Published[], missing: string): string | undefined =>
  rsort(all.filter((each) => !needs(missing)(each)).map(({ version }) => version))[0];

function publishedBefore(name: string, version: string): readonly Published[] {
  const range = `${name}@>=${major(version)}.0.0 <${version}`;
  const fields = ['version', 'dependencies', 'optionalDependencies'];
  const found = JSON.parse(
    execFileSync('npm', ['view', range, ...fields, '--json'], { encoding: 'utf8' }),
  );
  return [found].flat();
}

/** What npm would install of a project, which passes over optional packages that the registry does not have. */
function locked(app: string, folder: string): readonly (readonly [string, Published])[] {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(app, 'package.json'), join(folder, 'package.json'));
  const flags = ['--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', ['install', ...flags], { cwd: folder, stdio: 'pipe' });
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  return Object.entries(packages as Record<string, Published>).map(([path, each]) => [
    path.replace(/^.*node_modules\//, ''),
    each,
  ]);
}

/** For each package that needs the missing one: its newest version, of the same major, that does not. */
export function heldBack(app: string, missing: string, folder: string): Record<string, string> {
  const needing = locked(app, folder).filter(([, each]) => needs(missing)(each));
  const held = needing.map(([name, { version }]) => [
    name,
    newestWithout(publishedBefore(name, version), missing),
  ]);
  return Object.fromEntries(held.filter(([, version]) => version !== undefined));
}
