import { readAnyManifest } from '../../core/manifest.ts';
import { folderOf, type ProjectPath, projectPath, upward } from '../../core/paths.ts';
import { quietly } from '../../core/quietly.ts';
import { type Insertion, isAt } from '../../core/record.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { belowRoot, hasJestSettings, ignoredByJest } from '../../editors/json/jest.ts';
import { addToSettings, type SettingsList } from '../../editors/json/list.ts';
import { LIST } from '../../editors/json/record.ts';
import { excludedBy, namesItsFiles, readTsConfig } from '../../editors/json/tsconfig.ts';
import { pathsOf, tsConfigOf } from '../../host/host-compiler.ts';
import { excludeStep, projenStep, runnerStep } from '../next-steps.ts';
import { type Staging, stageEdit } from '../staging.ts';
import type { Subproject } from './subproject.ts';

/** The folders that a subproject is in, the nearest first. */
export const around = ({ folder }: Subproject) => upward(folderOf(folder.slice(0, -1)));

/** A subproject's folder, from the folder of a file. */
const wayFrom = (path: string, { folder }: Subproject) => folder.slice(folderOf(path).length, -1);

/** Adds to a list of settings, and notes what a new list says only because it held before. */
function addSetting(staging: Staging, path: ProjectPath, list: SettingsList, entry: string): void {
  stageEdit(staging, path, (text) => addToSettings(text, list, entry));
  const unsaid = list.unsaid.map((each) => JSON.stringify(each));
  const isUnsaid = ({ at }: Insertion) =>
    at.at(-2) === LIST && at.at(-3) === list.key && unsaid.includes(at.at(-1)!);
  const found = staging.records.get(path) ?? [];
  staging.records.set(
    path,
    found.map((each) => (isUnsaid(each) ? { ...each, isFound: true } : each)),
  );
}

/**
 * Leaves a subproject out of what the host's compiler takes in: it has a tsconfig.json of its own. What the host imports
 * from it is compiled all the same. Answers what is left to do by hand.
 */
export function leaveOut(staging: Staging, subproject: Subproject): readonly string[] {
  const file = tsConfigOf(staging.tree, around(subproject));
  if (!file) return [];
  const { path, text } = file;
  const own = readTsConfig(text)?.paths ?? {};
  const paths = own.exclude ? own : pathsOf(staging.tree, file);
  const way = wayFrom(path, subproject);
  if (namesItsFiles(paths ?? own)) return [];
  if (!paths) return [excludeStep(path, way)];
  addSetting(staging, path, excludedBy(paths), way);
  return [];
}

const isConfig = (runner: string) => (path: string) =>
  new RegExp(`(^|/)${runner}\\.config\\.[cm]?(js|ts|json)$`).test(path);

/** What limits a runner to folders of the host's own. */
const LIMITS = { jest: /\broots\b/, vitest: /\b(include|projects|dir)\b/ } as const;

type Runner = keyof typeof LIMITS;

const REMEDIES = {
  jest: (way: string) => `"testPathIgnorePatterns": ["/node_modules/", "${belowRoot(way)}"]`,
  vitest: (way: string) => `exclude: [...configDefaults.exclude, '${way}/**']`,
} as const;

/** What says how the host's runner runs, as far as it is there: its configurations, then the manifests of packages. */
function settingsOf({ context: { disk } }: Staging, subproject: Subproject, runner: Runner) {
  const folders = around(subproject);
  const paths: ProjectPath[] = disk
    .list()
    .filter((path) => isConfig(runner)(path) && folders.includes(folderOf(path)));
  const packages = folders.map((at) => projectPath(`${at}package.json`));
  return [...paths, ...packages].flatMap((path) => {
    const text = quietly(disk, path);
    return text === undefined ? [] : [{ path, text }];
  });
}

/** Keeps the host's Jest away from a subproject's tests, where JSON says what it runs. */
function leftOutOfJest(
  staging: Staging,
  subproject: Subproject,
  settings: ReturnType<typeof settingsOf>,
): boolean {
  const path = settings.find((each) => hasJestSettings(each.path, each.text))?.path;
  if (path) addSetting(staging, path, ignoredByJest(path), belowRoot(wayFrom(path, subproject)));
  return path !== undefined;
}

/** Whether a pattern before this one brought a runner: the host has none of that name. */
const isBrought = (disk: Disk, runner: Runner) =>
  Object.values(readAnyManifest(disk).made)
    .flatMap(({ inserted }) => Object.values(inserted).flat())
    .some((each) => isAt(each, ['devDependencies', runner]) && !each.isFound);

/**
 * Keeps the host's test runner away from a subproject's tests, which run with their own Vitest. Answers what is left to
 * do by hand: what a program says is not edited.
 */
export function leaveToOwnRunner(staging: Staging, subproject: Subproject): readonly string[] {
  return (['jest', 'vitest'] as const).flatMap((runner) => {
    const settings = settingsOf(staging, subproject, runner);
    const texts = settings.map(({ text }) => text);
    const isThere = texts.some((text) => text.includes(`"${runner}"`));
    if (!isThere || isBrought(staging.context.disk, runner)) return [];
    if (texts.some((text) => LIMITS[runner].test(text))) return [];
    if (runner === 'jest' && leftOutOfJest(staging, subproject, settings)) return [];
    const way = wayFrom(settings[0]!.path, subproject);
    return [runnerStep(runner, REMEDIES[runner](way), subproject.folder)];
  });
}

const GITIGNORE = '.gitignore';

/** Hosts that compile in place keep declarations out of Git (`cdk init` does); those of a subproject are written by hand. */
export function withDeclarations(
  disk: Disk,
  subproject: Subproject,
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const isIgnored = around(subproject).some((at) =>
    /^\*\.d\.ts\s*$/m.test(quietly(disk, projectPath(at + GITIGNORE)) ?? ''),
  );
  if (!isIgnored || ![...files.keys()].some((path) => path.endsWith('.d.ts'))) return files;
  return new Map([...files, [GITIGNORE, `${files.get(GITIGNORE) ?? ''}!*.d.ts\n`]]);
}

const PROJEN = '~~ Generated by projen';

/** Says which files of the host a generator will write anew, without what was inserted. */
export function generatorWarnings({ tree, inserted }: Staging): readonly string[] {
  return [...inserted.keys()]
    .filter((path) => tree.original(path)?.includes(PROJEN))
    .map((path) => projenStep(path));
}
