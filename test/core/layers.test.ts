import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';

const root = join(packageRoot, 'src');

/** What each folder of src may import, beside itself. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  core: [],
  editors: ['core'],
  derived: ['core'],
  extend: ['core', 'editors'],
  io: ['core'],
  cli: ['core', 'editors', 'extend', 'derived', 'io'],
};

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /^\w+\/.*\.ts$/.test(path),
);

const importsOf = (path: string) =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/(?:from|import\() ?'([^']+)'/g)].map(
    (match) => match[1]!,
  );

const layer = (path: string) => path.split('/')[0]!;

it('has files to look at', () => expect(files.length).toBeGreaterThan(30));

it.each(files)('%s imports only what its layer may', (path) => {
  const own = layer(path);
  for (const specifier of importsOf(path)) {
    if (!specifier.startsWith('.')) expect(own, `${path} imports ${specifier}`).not.toBe('core');
    else {
      const target = layer(relative(root, resolve(root, dirname(path), specifier)));
      expect([own, ...MAY[own]!], `${path} imports ${specifier}`).toContain(target);
    }
  }
});
