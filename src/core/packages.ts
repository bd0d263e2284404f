import { bug } from './errors.ts';
import type { Substitutions } from './fold/render.ts';
import type { Contribution } from './pattern.ts';
import type { PackageAdditions, Templates } from './ports.ts';
import { type Insertion, isAt } from './record.ts';

/** What a contribution adds to package.json, each package with the range of the table of versions. */
export function packageAdditions(
  contribution: Contribution,
  versions: Substitutions,
): PackageAdditions {
  const ranges = (names: readonly string[] = []) =>
    Object.fromEntries(names.map((name) => [name, versions[name] ?? missingVersion(name)]));
  return {
    dependencies: ranges(contribution.dependencies),
    devDependencies: ranges(contribution.devDependencies),
    scripts: contribution.scripts ?? {},
  };
}

function missingVersion(name: string): never {
  throw bug(`templates/versions.json has no version of ${name}`);
}

/** Read once: every contribution asks. */
const VERSIONS = new WeakMap<Templates, Substitutions>();

/** The one table of versions. */
export function versionsOf(templates: Templates): Substitutions {
  const known = VERSIONS.get(templates);
  if (known) return known;
  const versions = JSON.parse(templates.read('versions.json') ?? missingVersion('anything'));
  VERSIONS.set(templates, versions);
  return versions;
}

/** Those of the needed packages and scripts that existed already. */
export const foundPackages = (
  additions: PackageAdditions,
  inserted: readonly Insertion[],
): readonly Insertion[] =>
  Object.entries(additions)
    .flatMap(([section, entries]) => Object.keys(entries).map((key) => [section, key]))
    .filter((at) => !inserted.some((each) => isAt(each, at)))
    .map((at) => ({ at, isFound: true }));
