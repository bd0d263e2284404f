import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';

/** Lines. The size of most is what readers meet; the largest is what stops them. */
const LIMITS = { file: { median: 100, most: 250 }, function: { p90: 25 } };

const root = join(packageRoot, 'src');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  });

const lineOf = (source: ts.SourceFile, position: number) =>
  source.getLineAndCharacterOfPosition(position).line;

/** Lines of each function with a body of statements, from its first word to its closing brace. */
function functionSizes(source: ts.SourceFile): number[] {
  const sizes: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body && ts.isBlock(node.body as ts.Node))
      sizes.push(lineOf(source, node.end) - lineOf(source, node.getStart(source)) + 1);
    node.forEachChild(visit);
  };
  visit(source);
  return sizes;
}

const percentile = (sizes: readonly number[], part: number) =>
  sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length * part)]!;

it('keeps files small', () => {
  const sizes = sources.map((source) => [source.fileName, lineOf(source, source.end)] as const);
  expect(sizes.filter(([, lines]) => lines > LIMITS.file.most)).toEqual([]);
  expect(
    percentile(
      sizes.map(([, lines]) => lines),
      0.5,
    ),
  ).toBeLessThanOrEqual(LIMITS.file.median);
});

it('keeps functions small', () => {
  const sizes = sources.flatMap(functionSizes);
  expect(sizes.length).toBeGreaterThan(1000);
  expect(percentile(sizes, 0.9)).toBeLessThanOrEqual(LIMITS.function.p90);
});
