import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';

/** Lines. The size of most is what readers meet; the largest is what stops them. */
const LIMITS = { file: { median: 100, most: 250 }, function: { p90: 25, most: 50 } };

/** What runs, builds or measures: the page of a run is JavaScript, as its browser takes it. */
const FOLDERS = ['src', 'bin', '.build', 'bench'];

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[cm]?[jt]s$/.test(path))
    .map((path) => {
      const name = join(folder, path);
      const text = readFileSync(join(packageRoot, name), 'utf8');
      return ts.createSourceFile(name, text, ts.ScriptTarget.Latest);
    }),
);

const lineOf = (source: ts.SourceFile, position: number) =>
  source.getLineAndCharacterOfPosition(position).line;

/** Lines of each function with a body of statements, from its first word to its closing brace, and its place. */
function functionSizes(source: ts.SourceFile): (readonly [string, number])[] {
  const sizes: (readonly [string, number])[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isFunctionLike(node) &&
      'body' in node &&
      node.body &&
      ts.isBlock(node.body as ts.Node)
    ) {
      const first = lineOf(source, node.getStart(source));
      sizes.push([`${source.fileName}:${first + 1}`, lineOf(source, node.end) - first + 1]);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return sizes;
}

type Sizes = readonly (readonly [string, number])[];

const percentile = (sizes: Sizes, part: number) =>
  sizes.map(([, lines]) => lines).toSorted((a, b) => a - b)[Math.floor(sizes.length * part)]!;

const above = (sizes: Sizes, most: number) => sizes.filter(([, lines]) => lines > most);

it('keeps files small', () => {
  const sizes = sources.map((source) => [source.fileName, lineOf(source, source.end)] as const);
  expect(above(sizes, LIMITS.file.most)).toEqual([]);
  expect(percentile(sizes, 0.5)).toBeLessThanOrEqual(LIMITS.file.median);
});

it('keeps functions small', () => {
  const sizes = sources.flatMap(functionSizes);
  expect(sizes.length).toBeGreaterThan(1000);
  expect(above(sizes, LIMITS.function.most)).toEqual([]);
  expect(percentile(sizes, 0.9)).toBeLessThanOrEqual(LIMITS.function.p90);
});
