import { describe, expect, it } from 'vitest';
import { createLambdaApp, lambdaGen } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { created } from '../support/projects.ts';

describe('a word that is nearly a command', () => {
  it.each(['statuss', 'ad', 'lists'])('%s is no folder', async (word) => {
    const cwd = temporaryFolder();
    const outcome = await createLambdaApp([word, '--yes'], { cwd });
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
    expect(outcome.stderr).toMatch(/is no command\. Did you mean "\w+"\?\n.*: \.\/\w+\n/);
    expect(snapshot(cwd)).toEqual({});
  });

  it('is one with ./ in front, and other words are folders', async () => {
    const cwd = temporaryFolder();
    for (const word of ['./statuss', 'shop'])
      expect(await createLambdaApp([word, '--yes', '--dry-run'], { cwd })).toMatchObject({
        exitCode: 0,
        stderr: '',
      });
  });
});

it.each([
  [createLambdaApp, ['help'], /^create-lambda-app \[dir\]/],
  [createLambdaApp, ['help', 'add'], /^create-lambda-app add/],
  [lambdaGen, ['help'], /^lambda-gen <command>/],
])('help is a command, too: %o %j', async (command, words, says) => {
  const { exitCode, stdout, stderr } = await command(words);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(says);
});

describe('a command that writes nothing', () => {
  it.each([
    ['status', '--dry-run'],
    ['list', '--diff'],
    ['invoke', 'x', '--yes'],
    ['cost', '--no-install'],
    ['dev', '--confirm'],
  ])('%s has no %s', async (...words) => {
    const { exitCode, stdout, stderr } = await lambdaGen(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^✖ --\S+ is no flag of this command\n/);
  });

  it('names only its own flags, as they are typed', async () => {
    const { stderr } = await lambdaGen(['status', '--template', 'x']);
    expect(stderr).toBe('✖ There is no flag --template\n  Known: --json, --plain, --cwd.\n');
    const near = await createLambdaApp(['shop', '--patern', 'x']);
    expect(near.stderr).toMatch(/Did you mean "--pattern"\? Known: --pattern, /);
    expect(near.stderr).not.toMatch(/ --install,/);
  });
});

it('a file is no folder of a project', async () => {
  const cwd = temporaryFolder({ 'a.txt': '' });
  const { exitCode, stderr } = await lambdaGen(['status', '--cwd', 'a.txt'], { cwd });
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/a\.txt is a file, not a folder/);
});

it('a function of a pattern is named with its pattern', async () => {
  const cwd = await created('--iac', 'sam', '-p', 'rest-api');
  const { exitCode, stderr } = await lambdaGen(['remove', 'function', 'items/list'], { cwd });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/"items\/list" belongs to the pattern "items"\n.*remove pattern items\n/);
});

it('a function that is there with other settings says how those are changed', async () => {
  const cwd = await created('--iac', 'sam', '-p', 'rest-api');
  await lambdaGen(['add', 'function', 'dup'], { cwd });
  const { stderr } = await lambdaGen(['add', 'function', 'dup', '--memory', '1024'], { cwd });
  expect(stderr).toMatch(/Choose another name.* To change a setting of "dup", edit its files\./);
});
