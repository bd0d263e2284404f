import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { addFunction, addTrigger, after, type Host, hostOf } from '../support/extend.ts';
import { temporaryFolder, write } from '../support/folders.ts';

const installed = (path: string) => join(packageRoot, 'node_modules', path);

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  HelloFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      CodeUri: src/
      Handler: hello.handler
`;

/** A handler in each kind of module. */
const KINDS = {
  CommonJS: { 'src/hello.js': 'exports.handler = async () => "ok";\n' },
  'ES modules': { 'src/hello.js': 'export const handler = async () => "ok";\n' },
  TypeScript: { 'src/hello.ts': 'export const handler = async (): Promise<string> => "ok";\n' },
} as const;

type Kind = keyof typeof KINDS;

const TSX = ['--import', pathToFileURL(installed('tsx/dist/esm/index.mjs')).href];

/** For Jest, which takes no TypeScript by itself. */
const TRANSFORM = `const { transformSync } = require(${JSON.stringify(installed('esbuild'))});
exports.process = (code) => ({ code: transformSync(code, { loader: 'ts', format: 'cjs' }).code });
`;

const jestConfig = (kind: Kind) =>
  JSON.stringify(
    kind === 'TypeScript'
      ? { transform: { '\\.ts$': './transform.cjs' }, testMatch: ['**/*.test.ts'] }
      : { transform: {} },
  );

/** How each runner is started; what it prints of a passing test. */
const RUNNERS: Readonly<Record<string, (kind: Kind) => readonly string[]>> = {
  vitest: () => [installed('vitest/vitest.mjs'), 'run'],
  jest: (kind) => [
    ...(kind === 'ES modules' ? ['--experimental-vm-modules'] : []),
    installed('jest/bin/jest.js'),
    '--config',
    jestConfig(kind),
  ],
  mocha: (kind) => [
    ...(kind === 'TypeScript' ? TSX : []),
    installed('mocha/bin/mocha.js'),
    'test/**/*.test.{js,ts}',
  ],
  node: (kind) => [...(kind === 'TypeScript' ? TSX : []), '--test'],
};

const packageJson = (runner: string, kind: Kind) =>
  JSON.stringify({
    ...(kind === 'CommonJS' ? {} : { type: 'module' }),
    ...(runner === 'node'
      ? { scripts: { test: 'node --test' } }
      : { devDependencies: { [runner]: '*' } }),
  });

/** A project with a new function that has three triggers, and all the tests that came. */
function extended(runner: string, kind: Kind): Host {
  const files = {
    'template.yaml': TEMPLATE,
    'package.json': packageJson(runner, kind),
    ...KINDS[kind],
  };
  const host = hostOf('sam', files);
  const start = after(host, addFunction(host, { name: 'resize' }));
  return ['sqs', 'http', 'eventbridge'].reduce(
    (project, type) => after(project, addTrigger(project, 'resize', type)),
    start,
  );
}

const testFiles = (folder: Host['files']) =>
  [...folder.keys()].filter((path) => /\.test\./.test(path));

const RUN = { all: true, reject: false, env: { NO_COLOR: '1', FORCE_COLOR: '0' } } as const;

describe.each(Object.keys(RUNNERS))('the tests that come, with %s', (runner) => {
  it.each(Object.keys(KINDS) as Kind[])(
    'run in %s, and in CommonJS fail where the handler is wrong',
    async (kind) => {
      const host = extended(runner, kind);
      const folder = temporaryFolder(Object.fromEntries(host.files));
      write(folder, { 'transform.cjs': TRANSFORM, 'vitest.config.mjs': 'export default {};\n' });
      const args = RUNNERS[runner]!(kind);
      const started =
        kind === 'TypeScript' && runner === 'node' ? [...args, ...testFiles(host.files)] : args;
      const passed = await execa(process.execPath, started, { ...RUN, cwd: folder });
      expect(passed.exitCode, passed.all).toBe(0);
      expect(passed.all).toMatch(/\b19 (passed|passing|pass)\b|\bpass 19\b/);
      if (kind !== 'CommonJS') return;
      const handler = 'src/resize.js';
      const text = readFileSync(join(folder, handler), 'utf8');
      write(folder, { [handler]: text.replace('parseInput(body)', 'parseInput({})') });
      const failed = await execa(process.execPath, started, { ...RUN, cwd: folder });
      expect(failed.exitCode, failed.all).not.toBe(0);
      expect(failed.all).toContain('messages are handled');
    },
    120_000,
  );
});
