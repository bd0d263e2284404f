import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';

const root = join(packageRoot, 'src');

/** What each folder of src may import, besides itself. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  core: [],
  editors: ['core'],
  infrastructure: ['core', 'editors'],
  host: ['core', 'editors', 'infrastructure'],
  derived: ['core'],
  add: ['core', 'editors', 'infrastructure', 'host'],
  remove: ['core', 'editors', 'infrastructure', 'host', 'add'],
  run: ['core', 'editors', 'infrastructure', 'io'],
  io: ['core'],
  cli: ['core', 'editors', 'infrastructure', 'host', 'add', 'remove', 'derived', 'run', 'io'],
};

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /^\w+\/.*\.ts$/.test(path),
);

const importsOf = (path: string) =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/(?:from|import\() ?'([^']+)'/g)].map(
    (match) => match[1]!,
  );

const layer = (path: string) => path.split('/')[0]!;
const isRelative = (specifier: string) => specifier.startsWith('.');
const target = (path: string, specifier: string) =>
  relative(root, resolve(root, dirname(path), specifier));

const graph = new Map(
  files.map((path) => [
    path,
    importsOf(path)
      .filter(isRelative)
      .map((specifier) => target(path, specifier)),
  ]),
);

/** The first import cycle that a file is part of. */
function cycleFrom(start: string): readonly string[] | undefined {
  const seen = new Set<string>();
  const walk = (path: string, way: readonly string[]): readonly string[] | undefined => {
    for (const next of graph.get(path) ?? []) {
      if (next === start) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...way, next]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(start, [start]);
}

it('has files to look at', () => expect(files.length).toBeGreaterThan(100));

it.each(files)('%s imports only what its layer may', (path) => {
  const own = layer(path);
  for (const specifier of importsOf(path)) {
    if (!isRelative(specifier)) expect(own, `${path} imports ${specifier}`).not.toBe('core');
    else
      expect([own, ...MAY[own]!], `${path} imports ${specifier}`).toContain(
        layer(target(path, specifier)),
      );
  }
});

it.each(files)('%s is in no import cycle', (path) => {
  expect(cycleFrom(path)).toBeUndefined();
});

it('keeps folders small', () => {
  const counts = new Map<string, number>();
  for (const path of files) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count > 18)).toEqual([]);
});
