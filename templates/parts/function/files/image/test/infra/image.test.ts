import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { entryOf, every } from '../support/template.ts';

const dockerfile = readFileSync('Dockerfile', 'utf8');
const linesOf = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, line]) => line ?? '');

test('the image is built on what it runs on, from one tag or digest', () => {
  const [base, ...others] = linesOf(dockerfile, /^FROM (\S+)/gm);
  expect(base).toMatch(/^public\.ecr\.aws\/lambda\/nodejs:24\b/);
  expect(others).toEqual([base]);
});

test('it is sent what the Dockerfile copies, and nothing else', () => {
  const copied = linesOf(dockerfile, /^COPY (?!--from)(.+) \S+$/gm).flatMap((line) =>
    line.split(' '),
  );
  const rules = linesOf(readFileSync('.dockerignore', 'utf8'), /^([^#\n].*)$/gm);
  expect(rules).toEqual(['*', ...copied.map((path) => `!${path}`)]);
  // The lock file comes with the first installation
  const sources = copied.filter((path) => !/lock/.test(path));
  expect(sources.filter((path) => !existsSync(path))).toEqual([]);
});

test('it has the bundles that the first stage makes', () => {
  const [, image] = dockerfile.split(/^FROM \S+$/m);
  expect(dockerfile).toMatch(/^RUN .*scripts\/bundle\.ts dist$/m);
  expect(image).toMatch(/^COPY --from=build \/var\/task\/dist \.\/$/m);
});

const functions = await every('AWS::Lambda::Function');

test.each(functions)('%s: %s is the image, started with its handler', (_, id, fn, stack) => {
  const Command = [entryOf(stack, id)?.replace(/\.ts$/, '.handler')];
  expect(fn).toMatchObject({ ImageConfig: { Command } });
  for (const own of ['Handler', 'Layers', 'Runtime']) expect(fn).not.toHaveProperty(own);
});
