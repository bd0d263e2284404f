import { folderOf, joined, type ProjectPath, projectPath } from '../../core/paths.ts';
import { quietly } from '../../core/quietly.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { type FileCase, fileCaseOf } from './file-case.ts';

/** Where tests are, and how they are named. */
export interface TestPlace {
  /** Folder of tests, with a slash; the handler's own when tests are beside the code. */
  readonly tests: string;
  /** What a test's name begins with: `test-`; mostly empty. */
  readonly testPrefix: string;
  /** What it ends with before its extension: `.test`. */
  readonly testEnding: string;
  /** What the handler's own test is named after; undefined where it is neither its module nor its folder. */
  readonly testSubject?: 'file' | 'folder';
  readonly testCase: FileCase;
}

const TEST = /\.(test|spec)\.[cm]?[jt]sx?$/;

/** A test's name: `AbortHandler.test.ts`, `test-handler.mjs`, `abort_test.js`. */
const NAMED = /^(test[-_.])?(.*?)([._-](?:test|spec))?\.[cm]?[jt]sx?$/;

const isTest = (path: string) => {
  const [, prefix, , ending] = NAMED.exec(path.split('/').at(-1)!) ?? [];
  return prefix !== undefined || ending !== undefined;
};

const isUnit = (path: string) =>
  !/integration|e2e|acceptance|(^|\/)(tests?|__tests__)\/api\//.test(path);

const withoutEnding = (path: string) => path.replace(/\.[cm]?[jt]sx?$/, '');

/** The modules of the project that a file imports, without their endings. */
const importsOf = (path: string, text: string) =>
  [
    ...text.matchAll(/(?:from\s*|require\(\s*|import\(\s*|import\s+)['"](\.{1,2}\/[^'"]+)['"]/g),
  ].map(([, specifier]) => withoutEnding(joined(folderOf(path), specifier!) ?? ''));

/** Tests that import what is meant, those of units first; a test mostly has one of the names of what it tests. */
function testsThat(
  files: readonly ProjectPath[],
  names: readonly string[],
  isOf: (path: ProjectPath) => boolean,
) {
  const isNamed = (path: ProjectPath) => names.some((name) => path.includes(name));
  const tests = files.filter(isTest);
  const named = tests.filter((path) => isNamed(path) && isOf(path));
  const found = named.length > 0 ? named : tests.filter((path) => !isNamed(path) && isOf(path));
  return found.toSorted((a, b) => Number(isUnit(b)) - Number(isUnit(a)));
}

/** The tests that import a handler, or else a module beside it: its class may have a file of its own. */
function testsOfHandler(disk: Disk, files: readonly ProjectPath[], handler: ProjectPath) {
  const subject = withoutEnding(handler);
  const around = folderOf(handler);
  const [folder = '', base = ''] = `/${subject}`.split('/').slice(-2);
  const importing = (word: string, isMeant: (module: string) => boolean) => (path: ProjectPath) => {
    const text = quietly(disk, path) ?? '';
    return text.includes(word) && importsOf(path, text).some(isMeant);
  };
  const own = testsThat(
    files,
    [folder, base],
    importing(base, (each) => each === subject),
  );
  if (own.length > 0 || folder === '') return own;
  const isBeside = (each: string) => folderOf(each) === around || `${each}/` === around;
  return testsThat(files, [folder], importing(folder, isBeside));
}

/** Where the test of a handler is, and how it is named. */
function besideTest(test: ProjectPath, handler: ProjectPath, fileCase: FileCase): TestPlace {
  const [, prefix = '', subject, ending = ''] = NAMED.exec(test.split('/').at(-1)!)!;
  const [folder, file] = withoutEnding(handler).split('/').slice(-2);
  const after = subject === (file ?? folder) ? 'file' : subject === folder ? 'folder' : undefined;
  return {
    tests: folderOf(test),
    testPrefix: prefix,
    testEnding: ending,
    ...(after && { testSubject: after }),
    testCase: fileCase,
  };
}

/** How many folders two paths have in common. */
function shared(a: string, b: string): number {
  const [one, other] = [a.split('/'), b.split('/')];
  const end = one.findIndex((part, n) => part !== other[n]);
  return end < 0 ? one.length : end;
}

/** Where a test is, seen from what it tests: beside it, or in a folder of tests there; undefined elsewhere. */
function fromSubject(disk: Disk, path: string): string | undefined {
  const file = path.replace(TEST, '').split('/').at(-1)! + path.slice(path.lastIndexOf('.'));
  const inner = /(__tests__|tests?|specs?)\/$/.exec(folderOf(path))?.[0] ?? '';
  return [...new Set(['', inner])].find((each) => {
    const folder = folderOf(path).slice(0, folderOf(path).length - each.length);
    return disk.read(projectPath(folder + file)) !== undefined;
  });
}

/** The place of tests of the same kind of code, near to a handler that has none itself. */
function nearTests(disk: Disk, files: readonly ProjectPath[], root: string, folder: string) {
  const all = files.filter((path) => TEST.test(path));
  const unit = all.filter(isUnit);
  const near = (unit.length > 0 ? unit : all).toSorted(
    (a, b) => shared(b, folder) - shared(a, folder),
  );
  const one = near.find((path) => folderOf(path) === folder) ?? near[0];
  if (!one) return { tests: `${root}test/`, testEnding: '.test' };
  const inner = fromSubject(disk, one);
  const tests = inner === undefined ? folderOf(one) : folder + inner;
  return { tests, testEnding: `.${TEST.exec(one)![1]}` };
}

/**
 * Where the tests of a handler are: with the test that imports it, or else with those near to it. `files` are those of
 * its package that could be tests; `root` is its folder.
 */
export function testsOf(
  disk: Disk,
  files: readonly ProjectPath[],
  root: string,
  handler: ProjectPath,
): TestPlace {
  const [own] = testsOfHandler(disk, files, handler);
  const casesIn = (folder: string) =>
    fileCaseOf(
      own ?? '',
      files.filter((path) => folderOf(path) === folder),
    );
  if (own) return besideTest(own, handler, casesIn(folderOf(own)));
  const near = nearTests(disk, files, root, folderOf(handler));
  return { ...near, testPrefix: '', testCase: casesIn(near.tests) };
}
