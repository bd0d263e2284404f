import { addCommand, packageManagerOf } from '../core/commands.ts';
import { projectPath, upward } from '../core/paths.ts';
import { quietly } from '../core/quietly.ts';
import type { Base } from '../core/tree/tree.ts';
import { isMap } from '../core/values/json.ts';
import { withoutMark } from '../editors/byte-order-mark.ts';

/** What a package.json may hold; nothing in it has been validated. */
export interface PackageFile {
  readonly type?: string;
  readonly files?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>> | null;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly workspaces?: unknown;
}

/** Whether a package.json installs a package. */
export const hasPackage = ({ dependencies, devDependencies }: PackageFile, name: string) =>
  Object.hasOwn({ ...dependencies, ...devDependencies }, name);

/** Reads a package.json; undefined when it is no JSON object. */
export function parsePackage(text: string): PackageFile | undefined {
  try {
    const content: unknown = JSON.parse(withoutMark(text));
    return isMap<PackageFile>(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** The package.json in a folder, which ends with a slash or is empty; undefined where there is none that can be read. */
export const packageIn = (disk: Base, folder: string): PackageFile | undefined =>
  parsePackage(quietly(disk, projectPath(`${folder}package.json`)) ?? '');

type Ranged = readonly [name: string, range: string];

/** Whether a package is for development alone, as the nearest package.json says that has it. */
const isForDevelopment = (base: Base, folder: string, name: string) =>
  upward(folder)
    .map((at) => packageIn(base, at) ?? {})
    .find((each) => hasPackage(each, name))?.devDependencies?.[name] !== undefined;

/** How a project gets other versions of packages that it has, each where it is. */
export function updateCommand(base: Base, folder: string, packages: readonly Ranged[]): string {
  const manager = packageManagerOf(base, folder);
  return [false, true]
    .map((isDev) => ({
      isDev,
      ranged: packages
        .filter(([name]) => isForDevelopment(base, folder, name) === isDev)
        .map(([name, range]) => `${name}@${range}`),
    }))
    .filter(({ ranged }) => ranged.length > 0)
    .map(({ isDev, ranged }) => addCommand(manager, ranged, { isDev }))
    .join(' && ');
}
