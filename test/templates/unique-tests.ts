import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Folders of code: what a test needs of them, it imports. */
const CODE = new Set(['src', 'test', 'infra', 'scripts', 'node_modules']);

const filesUnder = (path: string): readonly string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .map((name) => join(path, name))
        .filter((file) => statSync(file).isFile())
        .sort()
    : [path];

const IMPORT = /(?:from|import\(|mock\(|import)\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/** A test with every local module that it imports, directly or through others. */
function closureOf(test: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (path: string): void => {
    if (found.has(path) || !existsSync(path)) return;
    const text = readFileSync(path, 'utf8');
    found.set(path, text);
    for (const [, specifier] of text.matchAll(IMPORT)) visit(join(dirname(path), specifier!));
  };
  visit(test);
  return found;
}

/** Data files of the project that the code names: events, the template, state machines. */
function dataFor(project: string, texts: readonly string[]): readonly string[] {
  const entries = readdirSync(project).filter((name) => !CODE.has(name));
  const named = entries.filter((name) => texts.some((text) => text.includes(name)));
  return named.flatMap((name) => filesUnder(join(project, name)));
}

/** A hash of all that the outcome of a test depends on: tests with the same hash need to run only once. */
export function testKey(project: string, test: string): string {
  const closure = closureOf(test);
  const data = dataFor(project, [...closure.values()]);
  const hash = createHash('sha256');
  for (const [path, text] of closure) hash.update(`${relative(project, path)}\0${text}\0`);
  for (const path of data) hash.update(`${relative(project, path)}\0`).update(readFileSync(path));
  return hash.digest('hex');
}

/** The test files of a project of these kinds: `unit` lies beside the folders of the others. */
export function testFiles(project: string, kinds: readonly string[]): readonly string[] {
  const test = join(project, 'test');
  const kindOf = (path: string) =>
    /^(infra|integration|build)\//.exec(relative(test, path))?.[1] ?? 'unit';
  return filesUnder(test).filter(
    (path) => /\.test\.ts$/.test(path) && kinds.includes(kindOf(path)),
  );
}
