import { describe, expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { lambdaGen } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { created } from '../support/projects.ts';
import { plainTemplate } from './project.ts';

const SAYS = '✖ The packages of the project are not installed\n  Run pnpm install first.\n';

describe.each(IACS)('without its packages, a %s project', (iac) => {
  it.each([
    ['dev', '--port', '0'],
    ['invoke', 'items/create', '--event', 'valid'],
  ])('is refused by %s, which names what installs them', async (...words) => {
    const flags = ['--iac', iac, '-p', 'rest-api', '--package-manager', 'pnpm'];
    const cwd = await created(...flags);
    const before = snapshot(cwd);
    const { exitCode, stdout, stderr } = await lambdaGen(words, { cwd });
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 1, stdout: '', stderr: SAYS });
    expect(snapshot(cwd)).toEqual(before);
  });
});

it('a project that names no packages runs without them', async () => {
  const cwd = temporaryFolder({
    'template.yaml': plainTemplate(['Echo']),
    'echo.js': 'exports.handler = async () => 7;',
    'package.json': '{ "devDependencies": { "eslint": "9" } }',
  });
  expect(await lambdaGen(['invoke', 'echo'], { cwd })).toMatchObject({
    exitCode: 0,
    stdout: '7\n',
  });
});

it('a function that needs a bundler says so, in the words of the package manager', async () => {
  const cwd = temporaryFolder({
    'template.yaml': plainTemplate(['Echo']).replace(
      '    Properties:',
      '    Metadata:\n      BuildMethod: esbuild\n    Properties:',
    ),
    'echo.ts': 'export const handler = async () => 7;',
    'yarn.lock': '',
  });
  expect(await lambdaGen(['invoke', 'echo'], { cwd })).toMatchObject({
    exitCode: 1,
    stdout:
      'The project has no esbuild, which bundles its functions\nAdd it: yarn add --dev esbuild\n',
  });
});
