import { readFileSync, writeFileSync } from 'node:fs';
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
