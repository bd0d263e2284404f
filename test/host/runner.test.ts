import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import { memoryDisk } from '../../src/core/tree/memory.ts';
import { runnerOf } from '../../src/host/code/runner.ts';
import { layoutOf } from '../../src/host/layout.ts';

describe('the test runner of a package.json', () => {
  it.each([
    ['vitest run --coverage', 'vitest'],
    ['POWERTOOLS_DEV=true vitest run', 'vitest'],
    ['npm run compile && jest --silent', 'jest'],
    ['nyc mocha', 'mocha'],
    ['node --test', 'node'],
    ['eslint --env jest .', undefined],
    ['npm run test:jest', undefined],
    ['tsc', undefined],
  ])('is what a script runs: %s', (test, runner) => {
    expect(runnerOf({ scripts: { test } })).toBe(runner);
  });
});

describe('a package of a workspace that installs the test runner in its root', () => {
  const files = (script: string) =>
    memoryDisk(
      new Map([
        ['package.json', JSON.stringify({ devDependencies: { vitest: '*' } })],
        ['packages/notify/package.json', JSON.stringify({ scripts: { test: script } })],
        ['packages/notify/src/notify.ts', 'export const handler = async () => {};\n'],
        ['packages/notify/tests/notify.test.ts', "import { handler } from '../src/notify';\n"],
        ['packages/bare/package.json', '{}'],
        ['packages/bare/src/bare.ts', 'export const handler = async () => {};\n'],
      ]),
    );
  const layout = (path: string, script = 'vitest run') =>
    layoutOf(files(script), projectPath(`packages/${path}.ts`));

  it('has its tests in itself, and its script runs them there', () => {
    const place = { root: 'packages/notify/', tests: 'packages/notify/tests/', runner: 'vitest' };
    expect(layout('notify/src/notify')).toMatchObject(place);
  });

  it('has those of the root where it has no script for tests', () => {
    expect(layout('bare/src/bare')).toMatchObject({ root: '', runner: 'vitest' });
  });
});
