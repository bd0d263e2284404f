import { cannotRead, refusal } from '../../core/errors.ts';
import { remembered } from '../../core/memo.ts';
import { type ProjectPath, projectPath } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { constructsIn, type Made } from '../../editors/cdk/syntax/constructs.ts';
import type { NoAnchors } from '../../editors/cdk/syntax/file.ts';
import { SYNTAX_ERROR } from '../../editors/cdk/syntax/source.ts';
import { appPaths, infrastructureFiles, otherLanguage } from '../forms.ts';
import { importedModules } from './imported-modules.ts';
import { classesFrom } from './source/classes.ts';
import { type SourceFile, sourceAt, textAt } from './source/files.ts';

/** A module of a CDK app, read. */
export interface FoundModule {
  readonly path: ProjectPath;
  /** As the file has it, with its byte order mark. */
  readonly text: string;
  readonly source: SourceFile;
  readonly constructs: readonly Made[];
}

const CDK = projectPath('cdk.json');

const isModule = (path: string) =>
  /\.[cm]?[jt]s$/.test(path) &&
  !/\.d\.[cm]?ts$|\.(test|spec)\.|(^|\/)(test|tests|__tests__)\//.test(path);

const makesConstructs = (text: string) =>
  /['"](aws-cdk-lib|@aws-cdk|constructs)\b|\/constructs\/|\bnew [\w.]+\(\s*(this|app|stack|scope)\b/.test(
    text,
  );

const FOUND = new WeakMap<SourceFile, FoundModule>();

function foundModule(disk: Disk, source: SourceFile, text: string): FoundModule {
  const known = FOUND.get(source);
  if (known) return known;
  const { path, imports } = source;
  const constructs = constructsIn(source, imports, classesFrom(disk, path));
  const found: FoundModule = { path, text, source, constructs };
  FOUND.set(source, found);
  return found;
}

/** A module of the app by its path; undefined for one that is not there, or cannot be read. */
export function moduleAt(disk: Disk, path: ProjectPath): FoundModule | undefined {
  const source = sourceAt(disk, path);
  return source && 'file' in source ? foundModule(disk, source, textAt(disk, path)!) : undefined;
}

/** Modules that make constructs, whose text could hold what is looked for; the others are not parsed. */
export function cdkModules(disk: Disk, mayHold: (text: string) => boolean): readonly FoundModule[] {
  const language = otherLanguage(disk);
  if (language)
    throw refusal(`The CDK app is written in ${language}`, {
      at: { path: appPaths(disk)[0] ?? CDK },
      hint: 'Only apps in TypeScript and JavaScript can be extended.',
    });
  return modulePaths(disk, mayHold).flatMap((path) => moduleAt(disk, path) ?? []);
}

const making = (disk: Disk, paths: readonly ProjectPath[]) =>
  paths.filter((path) => isModule(path) && makesConstructs(textAt(disk, path) ?? ''));

const ofAppFiles = (disk: Disk) => [...infrastructureFiles(disk), ...importedModules(disk)];

const ofApp = remembered(
  (disk: Disk) => disk,
  (disk) => making(disk, ofAppFiles(disk)),
);

const ofAll = remembered(
  (disk: Disk) => disk,
  (disk) => making(disk, disk.list()),
);

const holding = (disk: Disk, paths: readonly ProjectPath[], mayHold: (text: string) => boolean) =>
  paths.filter((path) => mayHold(textAt(disk, path) ?? ''));

const modulePaths = (disk: Disk, mayHold: (text: string) => boolean) =>
  holding(disk, ofApp(disk), mayHold);

/** Whether several apps may use what a module declares. */
const isShared = (disk: Disk, { path }: FoundModule) =>
  !path.startsWith(disk.scope ?? '') && !path.includes('node_modules/');

/** The texts of all modules that may use what a module declares, whether they make constructs or not. */
export const textsUsing = (disk: Disk, of: FoundModule): readonly string[] =>
  (isShared(disk, of) ? disk.list() : ofAppFiles(disk))
    .filter(isModule)
    .map((path) => textAt(disk, path) ?? '');

/** Modules that may use what a module declares: those of the app; of what apps share, those of all. */
export function modulesUsing(
  disk: Disk,
  of: FoundModule,
  mayHold: (text: string) => boolean,
): readonly FoundModule[] {
  if (!isShared(disk, of)) return cdkModules(disk, mayHold);
  return holding(disk, ofAll(disk), mayHold).flatMap((each) => moduleAt(disk, each) ?? []);
}

/** Where nothing is found, a module with a syntax error is the reason: throws `refused` for the first. */
export function refuseBroken(disk: Disk): void {
  for (const path of modulePaths(disk, () => true)) {
    const source: SourceFile | NoAnchors | undefined = sourceAt(disk, path);
    if (source && 'reason' in source && source.reason === SYNTAX_ERROR)
      throw cannotRead(path, source);
  }
}
