import { chmodSync } from 'node:fs';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { createLambdaApp, lambdaGen, pathWith } from '../support/commands.ts';
import { FOREIGN } from '../support/extend-hosts.ts';
import { temporaryFolder } from '../support/folders.ts';

/** What each shell does when a user asks for what can follow `lambda-gen add trigger Res`. */
const SHELLS = {
  bash: `eval "$(lambda-gen completion bash)"
COMP_WORDS=(lambda-gen add trigger Res); COMP_CWORD=3; _lambda_gen; echo "\${COMPREPLY[@]}"`,
  // Outside of the line editor, zsh has neither of the two
  zsh: `compdef() { :; }; compadd() { print -l -- "\${(@P)2}"; }
eval "$(lambda-gen completion zsh)"
words=(lambda-gen add trigger Res); CURRENT=4; _lambda_gen`,
  fish: `lambda-gen completion fish | source
complete -C 'lambda-gen add trigger Res'`,
};

const host = () => temporaryFolder(Object.fromEntries(FOREIGN.sam.files));

async function completed(cwd: string, ...words: readonly string[]) {
  const { exitCode, stdout, stderr } = await lambdaGen(['__complete', ...words], { cwd });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout.split('\n').filter(Boolean);
}

describe('completion', () => {
  it('knows commands, functions of the project, types, and the flags of what is added', async () => {
    const cwd = host();
    expect(await completed(cwd, 'a')).toEqual(['add']);
    expect(await completed(cwd, 'add', 'trigger', 'Res')).toEqual(['ResizeFunction']);
    expect(await completed(cwd, 'invoke', 'Res')).toEqual(['ResizeFunction']);
    expect(await completed(cwd, 'add', 'trigger', 'resize', 'sq')).toEqual(['sqs']);
    expect(await completed(cwd, 'add', 'trigger', 'resize', 'sqs', '--que')).toEqual(['--queue']);
    expect(await completed(cwd, 'add', 'pattern', 'rest')).toEqual(['rest-api']);
    const fifo = ['add', 'trigger', 'resize', 'sqs', '--queue', 'jobs', '--fifo'];
    expect(await completed(cwd, ...fifo, '')).toEqual(['no', 'yes']);
    expect(await completed(cwd, 'add', 'pattern', 'rest-api', '--auth', 'i')).toEqual(['iam']);
    expect(await completed(cwd, 'add', 'pattern', '--json', 'rest')).toEqual(['rest-api']);
  });

  it.each([
    ['add', 'pattern', 'rest-api'],
    ['add', 'function', 'resize'],
    ['add', 'trigger', 'resize', 'sqs'],
    ['add', 'option', 'vpc', 'new'],
    ['remove', 'pattern', 'items'],
    ['remove', 'trigger', 'resize', 'sqs'],
    ['invoke', 'resize'],
    ['dev'],
    ['status'],
    ['cost'],
    ['list', 'functions'],
  ])('knows the flags that the help of %s %s %s %s has', async (...words) => {
    const given = words.filter((word) => word !== undefined);
    const cwd = temporaryFolder();
    const { stdout } = await lambdaGen([...given, '--help'], { cwd });
    const [, options = ''] = stdout.split(/^Options:$/m);
    const lines = options.matchAll(/^ +(?:-\w, )?(--[\w-]+)/gm);
    const shown = [...new Set([...lines].map(([, flag]) => flag!))];
    expect(shown).toContain('--cwd');
    const flags = await completed(cwd, ...given, '--');
    expect([...flags, '--help', '--version'].sort()).toEqual(shown.sort());
  });

  it('knows what can be removed', async () => {
    const cwd = host();
    await lambdaGen(['add', 'trigger', 'resize', 'sqs'], { cwd });
    expect(await completed(cwd, 'remove', 'trigger', '')).toEqual(['resize-function']);
    expect(await completed(cwd, 'remove', 'trigger', 'resize-function', '')).toEqual(['sqs']);
  });

  it('says nothing outside of a project', async () => {
    expect(await completed(temporaryFolder(), 'add', 'trigger', '')).toEqual([]);
  });

  it.for(Object.entries(SHELLS))('works in %s', async ([shell, script], { skip }) => {
    if ((await execa(shell, ['-c', 'true'], { reject: false })).failed)
      skip(`${shell} is not here`);
    const bin = temporaryFolder({
      'lambda-gen': `#!/bin/sh\nexec "${process.execPath}" "${packageRoot}/bin/lambda-gen.js" "$@"\n`,
    });
    chmodSync(`${bin}/lambda-gen`, 0o755);
    const { stdout } = await execa(shell, ['-c', script], {
      cwd: host(),
      env: { PATH: pathWith(bin) },
    });
    expect(stdout.trim()).toBe('ResizeFunction');
  });

  it('is there for three shells', async () => {
    for (const shell of ['zsh', 'fish'])
      expect((await lambdaGen(['completion', shell])).stdout).toContain('lambda-gen __complete');
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { stdout } = await createLambdaApp(['completion', shell]);
      expect(stdout).toContain('create-lambda-app __complete');
      expect(stdout).not.toContain('lambda-gen');
    }
    const { exitCode, stderr } = await lambdaGen(['completion', 'bsh']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('Did you mean "bash"?'),
    });
  });
});

describe('what is wrong in a command line', () => {
  it('is answered with what fits the other words', async () => {
    const { exitCode, stderr } = await lambdaGen(
      ['add', 'trigger', 'resize', 'sqs', '--que', 'a'],
      {
        cwd: host(),
      },
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain('There is no flag --que\n  Did you mean "--queue"? Known: --dry-run,');
    expect(stderr).not.toMatch(/--bus|--install/);
  });

  it('is a flag, where a flag gave it', async () => {
    const args = ['add', 'trigger', 'resize', 'sqs', '--max-concurrency', 'x'];
    const { exitCode, stderr } = await lambdaGen(args, { cwd: host() });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('--max-concurrency cannot be "x"'),
    });
  });

  it('help of what writes nothing has no flags for writing', async () => {
    for (const command of ['status', 'list', 'invoke', 'dev', 'completion']) {
      const { stdout } = await lambdaGen([command, '--help']);
      expect(stdout, command).not.toMatch(/--(dry-run|diff|yes|confirm|no-install)/);
    }
    expect((await lambdaGen(['add', 'trigger', '--help'])).stdout).toContain('--dry-run');
  });
});
