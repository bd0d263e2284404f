import { join } from 'node:path';
import { expect } from 'vitest';
import { createLambdaApp, lambdaGen, QUIET } from './commands.ts';
import { temporaryFolder } from './folders.ts';

const DONE = { exitCode: 0, stderr: '' };

/** Creates the project `app` by the command, without its packages; resolves to its folder. */
export async function created(...flags: string[]): Promise<string> {
  const cwd = temporaryFolder();
  expect(await createLambdaApp(['app', ...flags, ...QUIET], { cwd })).toMatchObject(DONE);
  return join(cwd, 'app');
}

/** Runs `lambda-gen` in a project, without an installation. */
export async function gen(cwd: string, ...words: string[]): Promise<void> {
  expect(await lambdaGen([...words, '--no-install'], { cwd })).toMatchObject(DONE);
}
