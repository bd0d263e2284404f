import { type ProjectPath, projectPath } from '../../core/paths.ts';
import type { Disk } from '../../core/tree.ts';
import { excludeFolder, namesItsFiles } from '../../editors/tsconfig.ts';
import { folderOf } from '../layout.ts';
import { edited, type Staging, stageEdited } from '../staging.ts';
import type { Home } from './home.ts';
import { upward } from './host.ts';

const around = ({ folder }: Home) => upward(folderOf(folder.slice(0, -1)));

/**
 * Leaves a home out of what the host's compiler takes in: it has a tsconfig.json of its own. What the host imports
 * from it is compiled all the same.
 */
export function leaveOut(staging: Staging, home: Home): void {
  const path = around(home)
    .map((at) => projectPath(`${at}tsconfig.json`))
    .find((each) => staging.tree.read(each) !== undefined);
  const text = path && staging.tree.read(path);
  if (!path || text === undefined || namesItsFiles(text)) return;
  const name = home.folder.slice(folderOf(path).length, -1);
  const edit = (each: string) => excludeFolder(each, name);
  stageEdited(staging, path, edited(path, { text, inserted: [] }, edit));
}

const isConfig = (runner: string) => (path: string) =>
  new RegExp(`(^|/)${runner}\\.config\\.[cm]?(js|ts|json)$`).test(path);

/** What limits a runner to folders of the host's own. */
const LIMITS = { jest: /\broots\b/, vitest: /\b(include|projects|dir)\b/ } as const;

const REMEDIES = {
  jest: (name: string) => `"testPathIgnorePatterns": ["/node_modules/", "/${name}/"]`,
  vitest: (name: string) => `exclude: [...configDefaults.exclude, '${name}/**']`,
} as const;

function textsOf(disk: Disk, home: Home, runner: string): readonly string[] {
  const folders = around(home);
  const paths: ProjectPath[] = disk
    .list()
    .filter((path) => isConfig(runner)(path) && folders.includes(folderOf(path)));
  const packages = folders.map((at) => disk.read(projectPath(`${at}package.json`)) ?? '');
  return [...paths.map((path) => disk.read(path) ?? ''), ...packages];
}

/** Says how the host's own runner is kept from the tests of a home, which have Vitest and a configuration of theirs. */
export function runnerWarnings(disk: Disk, home: Home): readonly string[] {
  const { name } = home.instance;
  return (['jest', 'vitest'] as const).flatMap((runner) => {
    const texts = textsOf(disk, home, runner);
    const isThere = texts.some((text) => text.includes(`"${runner}"`));
    if (!isThere || texts.some((text) => LIMITS[runner].test(text))) return [];
    const remedy = REMEDIES[runner](name);
    return [
      `${runner} would take the tests of ${home.folder} for its own; its configuration needs ${remedy}`,
    ];
  });
}

const GITIGNORE = '.gitignore';

/** Hosts that compile in place keep declarations out of Git (`cdk init` does); those of a home are written by hand. */
export function withDeclarations(
  disk: Disk,
  home: Home,
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const isIgnored = around(home).some((at) =>
    /^\*\.d\.ts\s*$/m.test(disk.read(projectPath(at + GITIGNORE)) ?? ''),
  );
  if (!isIgnored || ![...files.keys()].some((path) => path.endsWith('.d.ts'))) return files;
  return new Map([...files, [GITIGNORE, `${files.get(GITIGNORE) ?? ''}!*.d.ts\n`]]);
}
