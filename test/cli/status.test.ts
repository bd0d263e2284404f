import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { temporaryFolder } from '../support/folders.ts';

const ALL_AS_MADE = /(\d+) of \1 files are as they were made/;

describe.each(IACS)('lambda-gen status in a %s project', (iac) => {
  const created = async () => {
    const cwd = temporaryFolder();
    await createLambdaApp(['shop', ...QUIET, '--iac', iac, '-p', 'rest-api'], { cwd });
    return join(cwd, 'shop');
  };
  const status = async (cwd: string, ...preload: string[]) => {
    const { exitCode, stdout, stderr } = await lambdaGen(['status'], { cwd, preload });
    expect(exitCode, stderr).toBe(0);
    return stdout;
  };

  it('loads no compiler for what nothing was inserted into', async () => {
    const cwd = await created();
    expect(await status(cwd, 'no-ts-morph')).toMatch(ALL_AS_MADE);
    const path = 'src/shared/logger.ts';
    writeFileSync(join(cwd, path), `${readFileSync(join(cwd, path), 'utf8')}\nexport {};\n`);
    expect(await status(cwd, 'no-ts-morph')).toContain(`edited  ${path}`);
  });

  it('takes a file for as made but for what was inserted', async () => {
    const cwd = await created();
    await lambdaGen(['add', 'function', 'resize'], { cwd });
    const { exitCode, stderr } = await lambdaGen(['add', 'trigger', 'resize', 'sqs'], { cwd });
    expect(exitCode, stderr).toBe(0);
    expect(await status(cwd)).toMatch(ALL_AS_MADE);
  });
});

const DAMAGED = [
  ['cdk', 'infra/stack.ts', undefined, /infra\/stack\.ts is missing/],
  ['cdk', 'infra/app.ts', undefined, /infra\/app\.ts is missing/],
  ['sam', 'template.yaml', undefined, /template\.yaml is missing/],
  ['sam', 'template.yaml', '\n  : - [\n', /template\.yaml cannot be read: .*YAML/],
] as const;

describe.each(DAMAGED)('a %s project with a damaged %s', (iac, path, added, problem) => {
  const damaged = async () => {
    const cwd = temporaryFolder();
    await createLambdaApp(['shop', ...QUIET, '--iac', iac, '-p', 'rest-api'], { cwd });
    const file = join(cwd, 'shop', path);
    if (added) appendFileSync(file, added);
    else rmSync(file);
    return join(cwd, 'shop');
  };

  it('is one whose status says so', async () => {
    const cwd = await damaged();
    const { exitCode, stdout } = await lambdaGen(['status'], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(problem);
    const json = await lambdaGen(['status', '--json'], { cwd });
    expect(JSON.parse(json.stdout).problems).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    ['list', 'functions'],
    ['list', 'functions', '--json'],
    ['add', 'trigger', 'items/create', 'sqs'],
  ])('is one where %s %s says so, and nothing else', async (...args) => {
    const cwd = await damaged();
    const { exitCode, stdout, stderr } = await lambdaGen(args, { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(problem);
  });
});
