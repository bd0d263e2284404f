import { folderOf, type ProjectPath, projectPath } from '../core/paths.ts';
import type { Disk } from '../core/tree/tree.ts';
import { type CodeStyle, codeStyleOf, OWN_STYLE } from '../editors/code-style.ts';
import { type FileCase, fileCaseOf } from './code/file-case.ts';
import { type Logger, loggerOf } from './code/logger.ts';
import { type Runner, runnerOf } from './code/runner.ts';
import { type TestPlace, testsOf } from './code/tests.ts';
import { type PackageFile, parsePackage } from './package-file.ts';

/** Where and how a project writes handlers and tests, read off one of its handlers. */
export interface Layout extends TestPlace {
  /** Folder of the package.json that is in force, with a slash behind it; empty for the project's own. */
  readonly root: string;
  readonly language: 'ts' | 'js';
  /** What a file with code ends in, without the dot. */
  readonly extension: string;
  readonly modules: 'esm' | 'commonjs';
  /** What a relative import of such a file ends in. */
  readonly importEnding: string;
  readonly runner: Runner | undefined;
  readonly style: CodeStyle;
  /** How files beside the handler are named. */
  readonly fileCase: FileCase;
  /** What the handler logs with; undefined for the console. */
  readonly logger?: Logger;
}

/** Where tests go, as a plan shows it. */
export const shownTests = ({ tests, runner }: Layout) =>
  `tests     ${tests} (${runner ?? 'no test runner'})`;

function packageOf(disk: Disk, folder: string): readonly [root: string, content: PackageFile] {
  const text = disk.read(projectPath(`${folder}package.json`));
  if (text !== undefined) return [folder, parsePackage(text) ?? {}];
  return folder === '' ? ['', {}] : packageOf(disk, folderOf(folder.slice(0, -1)));
}

/** The nearest package.json that has a test runner, from a folder up; the nearest at all where none has. */
function testedPackage(disk: Disk, folder: string): readonly [root: string, content: PackageFile] {
  const nearest = packageOf(disk, folder);
  for (let at = nearest; ; at = packageOf(disk, folderOf(at[0].slice(0, -1)))) {
    if (runnerOf(at[1])) return at;
    if (at[0] === '') return nearest;
  }
}

function modulesOf(extension: string, { type }: PackageFile, text: string): Layout['modules'] {
  if (extension === 'mjs' || extension === 'mts') return 'esm';
  if (extension === 'cjs' || extension === 'cts') return 'commonjs';
  if (extension === 'ts' || type === 'module') return 'esm';
  // A bundler takes either in a .js file
  return /^\s*(import|export)\s/m.test(text) ? 'esm' : 'commonjs';
}

/** `.mts`, `.cts` and `.cjs` files import the file that Node runs; other TypeScript imports have no ending. */
function importEndingOf(
  extension: string,
  modules: Layout['modules'],
  sources: readonly string[],
): string {
  const specifiers = sources.flatMap((text) =>
    [...text.matchAll(/from\s+['"]\.{1,2}\/[^'"]*?(\.[cm]?[jt]s)?['"]/g)].map(
      (found) => found[1] ?? '',
    ),
  );
  if (specifiers.length > 0) return specifiers[0]!;
  const ofNode = { mts: '.mjs', cts: '.cjs', cjs: '.cjs' }[extension];
  if (ofNode || extension === 'ts') return ofNode ?? '';
  return modules === 'esm' ? `.${extension}` : '';
}

/** The files of a package that could be tests, without those of packages within it. */
const testFilesOf = (disk: Disk, root: string) =>
  disk
    .list(root)
    .filter((path) => /test|spec/i.test(path) && /\.[cm]?[jt]sx?$/.test(path))
    .filter((path) => packageOf(disk, folderOf(path))[0] === root);

/** A path with the first folder in which `from` and `to` differ replaced by that of `to`. */
function moved(path: string, from: readonly string[], to: readonly string[]): string {
  const at = from.findIndex((part, n) => part !== to[n]);
  const [old, now] = [from[at], to[at]];
  if (!old || !now || from.length !== to.length) return path;
  return path
    .split('/')
    .map((part) => (part === old ? now : part))
    .join('/');
}

/** The layout of a new handler beside another: where that one's tests are in its folder, the new one's are in the new folder. */
export function layoutBeside(disk: Disk, sibling: ProjectPath, handler: ProjectPath): Layout {
  const layout = layoutOf(disk, sibling);
  const [from, to] = [folderOf(sibling).split('/'), folderOf(handler).split('/')];
  const tests = moved(layout.tests, from, to);
  if (tests.startsWith(layout.root)) return { ...layout, tests };
  // A test runner finds no tests outside of its package
  const [root, tested] = testedPackage(disk, folderOf(handler));
  return { ...layout, tests, root, runner: runnerOf(tested) };
}

const codeIn = (disk: Disk, folder: string) =>
  disk.list(folder).filter((path) => folderOf(path) === folder && /\.[cm]?[jt]s$/.test(path));

/** Reads the layout off a handler's file. */
export function layoutOf(disk: Disk, handler: ProjectPath): Layout {
  const text = disk.read(handler) ?? '';
  const extension = /\.([cm]?[jt]s)x?$/.exec(handler)![1]!;
  const folder = folderOf(handler);
  const [, content] = packageOf(disk, folder);
  const [root, tested] = testedPackage(disk, folder);
  const modules = modulesOf(extension, content, text);
  const logger = loggerOf(disk, handler, text);
  return {
    ...(logger && { logger }),
    root,
    language: extension.endsWith('ts') ? 'ts' : 'js',
    extension,
    modules,
    importEnding: importEndingOf(extension, modules, [text]),
    runner: runnerOf(tested),
    ...testsOf(disk, testFilesOf(disk, root), root, handler),
    fileCase: fileCaseOf(handler, codeIn(disk, folder)),
    style: text.trim() === '' ? OWN_STYLE : codeStyleOf(text),
  };
}
