import { folderOf, type ProjectPath, projectPath } from '../core/paths.ts';
import type { Disk } from '../core/tree/tree.ts';
import { type PackageFile, parsePackage } from './package-file.ts';
import { type Runner, runnerOf } from './runner.ts';
import { type CodeStyle, codeStyleOf, OWN_STYLE } from './style.ts';

/** Where and how a project writes handlers and tests, read off one of its handlers. */
export interface Layout {
  /** Folder of the package.json that is in force, with a slash behind it; empty for the project's own. */
  readonly root: string;
  readonly language: 'ts' | 'js';
  /** What a file with code ends in, without the dot. */
  readonly extension: string;
  readonly modules: 'esm' | 'commonjs';
  /** What a relative import of such a file ends in. */
  readonly importEnding: string;
  readonly runner: Runner | undefined;
  /** Folder of tests, with a slash; the handler's own when tests stand beside the code. */
  readonly tests: string;
  readonly testEnding: '.test' | '.spec';
  readonly style: CodeStyle;
}

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

/** TypeScript that Node itself resolves names the file that comes out; all else leaves the ending away. */
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
  if (extension.endsWith('ts')) return extension === 'mts' ? '.mjs' : '';
  return modules === 'esm' ? `.${extension}` : '';
}

const TEST = /\.(test|spec)\.[cm]?[jt]sx?$/;

/** How many folders two paths have in common. */
function shared(a: string, b: string): number {
  const [one, other] = [a.split('/'), b.split('/')];
  const end = one.findIndex((part, n) => part !== other[n]);
  return end < 0 ? one.length : end;
}

/** Where a test stands seen from what it tests: beside it, or in a folder of tests there; undefined elsewhere. */
function fromSubject(disk: Disk, path: string): string | undefined {
  const file = path.replace(TEST, '').split('/').at(-1)! + path.slice(path.lastIndexOf('.'));
  const inner = /(__tests__|tests?|specs?)\/$/.exec(folderOf(path))?.[0] ?? '';
  return [...new Set(['', inner])].find((each) => {
    const folder = folderOf(path).slice(0, folderOf(path).length - each.length);
    return disk.read(projectPath(folder + file)) !== undefined;
  });
}

/** The tests that a new one is to stand with: those of the same kind of code, near to the handler. */
function testsOf(disk: Disk, root: string, folder: string): Pick<Layout, 'tests' | 'testEnding'> {
  const files = disk
    .list()
    .filter((path) => path.startsWith(root) && TEST.test(path))
    .filter((path) => packageOf(disk, folderOf(path))[0] === root);
  const unit = files.filter((path) => !/integration|e2e/.test(path));
  const near = (unit.length > 0 ? unit : files).toSorted(
    (a, b) => shared(b, folder) - shared(a, folder),
  );
  const one = near.find((path) => folderOf(path) === folder) ?? near[0];
  const testEnding = one && TEST.exec(one)![1] === 'spec' ? '.spec' : '.test';
  if (!one) return { tests: `${root}test/`, testEnding };
  const inner = fromSubject(disk, one);
  return { tests: inner === undefined ? folderOf(one) : folder + inner, testEnding };
}

/** A path with those folders of `from` in it that `to` has otherwise. */
function moved(path: string, from: readonly string[], to: readonly string[]): string {
  const at = from.findIndex((part, n) => part !== to[n]);
  const [old, now] = [from[at], to[at]];
  if (!old || !now || from.length !== to.length) return path;
  return path
    .split('/')
    .map((part) => (part === old ? now : part))
    .join('/');
}

/** The layout of a new handler beside another: where tests stand in the handler's folder, they stand in its own. */
export function layoutBeside(disk: Disk, sibling: ProjectPath, handler: ProjectPath): Layout {
  const layout = layoutOf(disk, sibling);
  const [from, to] = [folderOf(sibling).split('/'), folderOf(handler).split('/')];
  const tests = moved(layout.tests, from, to);
  // What runs the tests does not reach beyond its own package
  return tests.startsWith(layout.root) ? { ...layout, tests } : layout;
}

/** Reads the layout off a handler's file. */
export function layoutOf(disk: Disk, handler: ProjectPath): Layout {
  const text = disk.read(handler) ?? '';
  const extension = /\.([cm]?[jt]s)x?$/.exec(handler)![1]!;
  const folder = folderOf(handler);
  const [, content] = packageOf(disk, folder);
  const [root, tested] = testedPackage(disk, folder);
  const modules = modulesOf(extension, content, text);
  return {
    root,
    language: extension.endsWith('ts') ? 'ts' : 'js',
    extension,
    modules,
    importEnding: importEndingOf(extension, modules, [text]),
    runner: runnerOf(tested),
    ...testsOf(disk, root, folder),
    style: text.trim() === '' ? OWN_STYLE : codeStyleOf(text),
  };
}
