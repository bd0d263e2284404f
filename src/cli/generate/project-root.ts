import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { listOf, usageError } from '../../core/errors.ts';
import { isOwnProject, MANIFEST, readAnyManifest } from '../../core/manifest.ts';
import { projectPath } from '../../core/paths.ts';
import { projectFolder } from '../../host/root.ts';
import { appPaths, appsIn, isCdkApp, outermost } from '../../infrastructure/forms.ts';
import { diskBase, leadsOut } from '../../io/disk.ts';
import { folderDisk, projectDisk } from '../../io/list-files.ts';
import { foldersAround, isRepository } from '../../io/project-root.ts';

/** Flags that say which project is meant. */
export interface RootFlags {
  readonly cwd: string;
  readonly template?: string;
  /** Whether what was added is asked for: its record is in the project, however many apps are beside it. */
  readonly isRecorded?: boolean;
}

/** Where a project is, and where in it the app or template is that is meant. */
export interface ProjectRoot {
  /** Absolute. */
  readonly dir: string;
  /** The folder of the app or template within `dir`, with a slash behind it; empty for `dir` itself. */
  readonly scope: string;
}

const wayTo = (from: string, to: string) => relative(from, to).split(sep).join('/');

const hasManifest = (folder: string) => existsSync(join(folder, MANIFEST));

/** A manifest that cannot be read is refused later, by the command that needs it, once a killed run is undone. */
function isOwn(folder: string): boolean {
  try {
    return isOwnProject(readAnyManifest(diskBase(folder)));
  } catch {
    return true;
  }
}

const appIn = (folder: string) => {
  const [app] = appPaths(folderDisk(folder));
  return app && join(folder, app);
};

/** The outermost folder that can belong to the project: its repository's root, or else its own. */
function outermostFolder(folders: readonly string[]): string {
  const top = folders.at(-1)!;
  if (isRepository(top)) return top;
  return folders.find(hasManifest) ?? folders.find(appIn) ?? folders[0]!;
}

/** A template that a flag names, seen from the working folder or from a folder around it; absolute. */
function templateFile({ template }: RootFlags, folders: readonly string[], top: string) {
  if (!template) return undefined;
  const file = folders.map((each) => resolve(each, template)).find((each) => existsSync(each));
  return file && !leadsOut(relative(top, file)) ? file : undefined;
}

/** How many apps a message lists. */
const MOST_LISTED = 20;

/** Apps as a message lists them, a line each. */
function listed(apps: readonly string[]): string {
  const more = apps.length - MOST_LISTED;
  return listOf([...apps.slice(0, MOST_LISTED), ...(more > 0 ? [`… and ${more} more`] : [])]);
}

/**
 * The only app below a folder, extended or not; undefined where there is none. Throws `usage` where there are several.
 */
function onlyApp(top: string): string | undefined {
  const apps = outermost(appPaths(projectDisk(top, isOwn)));
  if (apps.length < 2) return apps[0] && join(top, apps[0]);
  const folders = apps.map((path) => wayTo(process.cwd(), join(top, path, '..')) || '.');
  throw usageError(
    `Which project is meant? There are ${apps.length} here:${listed(apps)}`,
    'Name its folder with --cwd <folder>, or a template with --template <path>.',
    { flag: 'cwd', values: [...new Set(folders)] },
  );
}

/** Throws `usage` where scripts name several apps, and no cdk.json says which one is meant. */
function refuseSeveral(app: string, folder: string): void {
  if (!isCdkApp(app)) return;
  const apps = appsIn(diskBase(folder), '');
  if (apps.length < 2) return;
  const file = wayTo(process.cwd(), join(folder, 'package.json'));
  throw usageError(
    `Which app is meant? The scripts of ${file} name ${apps.length}:${listed(apps)}`,
    'Give the one that is meant as "app" in a cdk.json beside it.',
  );
}

function rootOf(app: string, top: string): ProjectRoot {
  const folder = resolve(app, '..');
  refuseSeveral(app, folder);
  const around = foldersAround(folder).filter((each) => !leadsOut(relative(top, each)));
  const path = projectPath(wayTo(top, app));
  const dir = around.find(hasManifest) ?? resolve(top, projectFolder(projectDisk(top), path));
  const scope = wayTo(dir, folder);
  return { dir, scope: scope && `${scope}/` };
}

/**
 * The project that a folder is in: that of the nearest CDK app or template around it, or else the only one of its
 * repository. The folder itself where there is none; throws `usage` when it does not exist, or when there are several.
 */
export function projectRoot(flags: RootFlags): ProjectRoot {
  const folder = resolve(flags.cwd);
  if (!existsSync(folder)) throw usageError(`There is no folder ${folder}`, 'See --cwd.');
  if (!statSync(folder).isDirectory())
    throw usageError(`${folder} is a file, not a folder`, 'See --cwd.');
  const folders = foldersAround(folder);
  const extended = folders.find(hasManifest);
  if (extended && (flags.isRecorded || isOwn(extended))) return { dir: extended, scope: '' };
  const top = outermostFolder(folders);
  const near = templateFile(flags, folders, top) ?? appIn(folders.find(appIn) ?? folder);
  const app = near ?? onlyApp(top);
  return app ? rootOf(app, top) : { dir: extended ?? folder, scope: '' };
}
