import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { packageRoot } from '../../src/io/package-root.ts';
import { plainTemplate, project } from '../run/project.ts';
import { RunningDev } from '../run/start-dev.ts';
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
    expectValid('functions', (await lambdaGen(['list', 'functions', '--json'], { cwd })).stdout);
    expectValid('status', (await lambdaGen(['status', '--json'], { cwd })).stdout);
  });

  it.each(['patterns', 'triggers', 'options'])('of list %s', async (what) => {
    const { stdout } = await lambdaGen(['list', what, '--json']);
    expectValid('offers', stdout);
    const all = JSON.parse((await lambdaGen(['list', '--json'])).stdout);
    expect(all[what]).toEqual(JSON.parse(stdout));
  });

  it.each(['bash', 'zsh', 'fish'])('of completion %s', async (shell) => {
    const { stdout } = await lambdaGen(['completion', shell, '--json']);
    expectValid('completion', stdout);
    const plain = await lambdaGen(['completion', shell]);
    expect(JSON.parse(stdout)).toEqual({ shell, script: plain.stdout.trimEnd() });
  });

  it('of every command: those of the table are those of the help', async () => {
    const { stdout } = await lambdaGen(['--help']);
    const commands = [...stdout.matchAll(/^ {2}lambda-gen (\w+)/gm)].map(([, name]) => name);
    expect(commands.length).toBeGreaterThan(7);
    const table = readFileSync(join(packageRoot, 'docs/programs.md'), 'utf8');
    for (const name of commands) expect(table, name).toMatch(new RegExp(`^\\|.*\`${name}\\b`, 'm'));
  });

  it('of what runs a project', async () => {
    const cwd = project({
      // An emulator is imported, of which nothing is printed
      'template.yaml': `${plainTemplate(['Good', 'Bad'], 'Environment: {Variables: {TABLE: !Ref Table}}')}  Table: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [{AttributeName: id, AttributeType: S}], KeySchema: [{AttributeName: id, KeyType: HASH}]}}\n`,
      'good.js': 'exports.handler = async () => { console.log(1); return { a: [null] }; };',
      'bad.js': 'exports.handler = async () => { throw new TypeError("no"); };',
    });
    for (const [name, code] of [
      ['good', 0],
      ['bad', 1],
    ] as const) {
      const { stdout, stderr, exitCode } = await lambdaGen(['invoke', name, '--json'], { cwd });
      expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: code });
      expectValid('invoke', stdout);
    }
    const dev = await RunningDev.start(cwd);
    onTestFinished(async () => void (await dev.stop()));
    expectValid('ready', JSON.stringify(dev.ready));
    for (const name of ['Good', 'Bad']) await dev.post('invoke', { function: name });
    expect(dev.lines.map((line) => 'error' in line)).toEqual([false, true]);
    for (const line of dev.lines) expectValid('invocation', JSON.stringify(line));
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
