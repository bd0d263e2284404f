import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packageRoot } from '../../src/io/package-root.ts';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { FOREIGN } from '../support/extend-hosts.ts';
import { temporaryFolder } from '../support/folders.ts';

const { $defs } = JSON.parse(readFileSync(join(packageRoot, 'docs/output.schema.json'), 'utf8'));

const expectValid = (name: string, text: string) =>
  expect(z.fromJSONSchema($defs[name]).safeParse(JSON.parse(text)).error).toBeUndefined();

const host = () => temporaryFolder(Object.fromEntries(FOREIGN.sam.files));

describe('with --json, standard output is one value of its schema', () => {
  it('of create-lambda-app', async () => {
    const args = ['app', '-p', 'rest-api', '--iac', 'sam', '--json', ...QUIET];
    const { stdout, stderr } = await createLambdaApp(args, { cwd: temporaryFolder() });
    expect(stderr).toBe('');
    expectValid('plan', stdout);
  });

  it('of what extends a project', async () => {
    const cwd = host();
    for (const command of [
      ['add', 'function', 'count', '--dry-run', '--diff'],
      ['add', 'trigger', 'resize', 'sqs'],
      ['add', 'pattern', 'rest-api', 'orders'],
      ['remove', 'trigger', 'resize', 'sqs'],
    ]) {
      const { stdout, stderr } = await lambdaGen([...command, '--json', '--no-install'], { cwd });
      expect(stderr).toBe('');
      expectValid('plan', stdout);
    }
    expectValid('status', (await lambdaGen(['status', '--json'], { cwd })).stdout);
  });

  it.each(['patterns', 'triggers', 'options'])('of list %s', async (what) => {
    const { stdout } = await lambdaGen(['list', what, '--json']);
    expectValid('offers', stdout);
    const all = JSON.parse((await lambdaGen(['list', '--json'])).stdout);
    expect(all[what]).toEqual(JSON.parse(stdout));
  });

  it.each([
    [2, 'usage', ['add', 'trigger', 'resize', 'sqqs']],
    [2, 'usage', ['nothing']],
    [1, 'refused', ['remove', 'function', 'none']],
  ])('of errors, on standard error: %i %s %j', async (code, kind, args) => {
    const { exitCode, stdout, stderr } = await lambdaGen([...args, '--json'], { cwd: host() });
    expect({ exitCode, stdout }).toEqual({ exitCode: code, stdout: '' });
    expectValid('error', stderr);
    expect(JSON.parse(stderr).error.kind).toBe(kind);
  });
});
