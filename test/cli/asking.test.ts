import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { CTRL_C, DOWN, drive, ENTER, ESCAPE, type Step } from '../support/terminal.ts';

const answer = (cwd: string, args: readonly string[], steps: readonly Step[]) =>
  drive('lambda-gen', args, cwd, steps);

const FUNCTION = `  ResizeFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: src/resize.handler
      Runtime: nodejs22.x
`;
const project = () =>
  temporaryFolder({
    'template.yaml': `Transform: AWS::Serverless-2016-10-31\nResources:\n${FUNCTION}${FUNCTION.replaceAll(/[Rr]esize/g, (word) => (word === 'Resize' ? 'Mail' : 'mail'))}`,
    'src/resize.js': 'exports.handler = async () => {};\n',
    'src/mail.js': 'exports.handler = async () => {};\n',
  });

const KIND = /What do you want to add/;
const WHICH = /Which function/;
const TYPE = /What invokes MailFunction/;
const CUSTOMISE = /Customise it/;
const REMOVE = /Remove them\?/;
const WRITE = /Write them\?/;

describe('at a terminal, what a command lacks is asked for', () => {
  it('add: the kind, a function of the project, a type that is filtered by typing; the diff comes before it is written', async () => {
    const cwd = project();
    const { exitCode, stdout } = await answer(
      cwd,
      ['add'],
      [
        [KIND, `${DOWN}${DOWN}${ENTER}`],
        [WHICH, `${DOWN}${ENTER}`],
        [TYPE, `sqs${ENTER}`],
        [CUSTOMISE, ENTER],
        [/Which queue|Write them\?/, ENTER],
      ],
    );
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\+ .*Type: SQS[\s\S]*Write them\?/);
    expect(snapshot(cwd)!['template.yaml']).toContain('Type: SQS');
  });

  it('the diff leaves out the record of the manifest', async () => {
    const cwd = project();
    await lambdaGen(['add', 'trigger', 'resize', 'function-url'], { cwd });
    const steps: Step[] = [[WRITE, CTRL_C]];
    const { stdout } = await answer(
      cwd,
      ['add', 'trigger', 'mail', 'function-url', '--confirm'],
      steps,
    );
    expect(stdout).toMatch(/update {2}lambda-app\.json\n/);
    expect(stdout).toContain('--- a/template.yaml');
    expect(stdout).not.toContain('--- a/lambda-app.json');
  });

  it('Esc leads back to the question before', async () => {
    const cwd = project();
    const { exitCode } = await answer(
      cwd,
      ['add', 'trigger'],
      [
        [WHICH, ENTER],
        [/What invokes ResizeFunction/, ESCAPE],
        [WHICH, `${DOWN}${ENTER}`],
        [TYPE, CTRL_C],
      ],
    );
    expect(exitCode).toBe(130);
  });

  it('Esc at what the command itself asks leads to the question before, too', async () => {
    const cwd = project();
    const queue =
      '  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 60\n';
    appendFileSync(join(cwd, 'template.yaml'), queue);
    const { exitCode, stdout } = await answer(
      cwd,
      ['add', 'trigger', 'mail'],
      [
        [/What invokes mail/, `sqs${ENTER}`],
        [CUSTOMISE, ENTER],
        [/Which queue/, ESCAPE],
        [CUSTOMISE, ENTER],
        [/Which queue/, `${DOWN}${ENTER}`],
        [WRITE, ESCAPE],
        [/Which queue/, `${DOWN}${ENTER}`],
        [WRITE, ENTER],
      ],
    );
    expect(exitCode, stdout).toBe(0);
    expect(snapshot(cwd)!['template.yaml']).toContain('Queue: !GetAtt Jobs.Arn');
    const alone = ['add', 'trigger', 'resize', 'sqs'];
    expect((await answer(cwd, alone, [[/Which queue/, ESCAPE]])).exitCode).toBe(130);
  });

  it('"no" at the end writes nothing, and Esc at the first question leaves', async () => {
    const cwd = project();
    const before = snapshot(cwd);
    const no = await answer(
      cwd,
      ['add', 'trigger', 'mail'],
      [
        [/What invokes mail/, `sqs${ENTER}`],
        [CUSTOMISE, ENTER],
        [WRITE, 'n'],
      ],
    );
    expect(no).toMatchObject({ exitCode: 130, stderr: 'Cancelled. Nothing was written.\n' });
    expect((await answer(cwd, ['add'], [[KIND, ESCAPE]])).exitCode).toBe(130);
    expect(snapshot(cwd)).toEqual(before);
  });

  it('add pattern: the pattern, its name, and its options for who wants to choose them', async () => {
    const root = temporaryFolder();
    await createLambdaApp(['app', '-p', 'rest-api', '--iac', 'sam', ...QUIET], { cwd: root });
    const { exitCode, stdout } = await answer(
      `${root}/app`,
      ['add', 'pattern', '--no-install'],
      [
        [/Which pattern/, `scheduled${ENTER}`],
        [/Its name/, `nightly${ENTER}`],
        [CUSTOMISE, `y`],
        [/When: rate/, ENTER],
        [/IANA time zone/, ENTER],
        [/Delete expired records/, `${DOWN}${ENTER}`],
        [WRITE, ENTER],
      ],
    );
    expect(exitCode, stdout).toBe(0);
    const { instances } = JSON.parse(snapshot(root)!['app/lambda-app.json']!);
    expect(instances[1]).toMatchObject({ name: 'nightly', options: { job: 'sync' } });
  });

  it('add option: the option, and its value, if it has one', async () => {
    const root = temporaryFolder();
    await createLambdaApp(['app', '-p', 'rest-api', '--iac', 'sam', ...QUIET], { cwd: root });
    const { exitCode, stdout } = await answer(
      `${root}/app`,
      ['add', 'option', '--no-install'],
      [
        [/Which option/, `${DOWN}${DOWN}${DOWN}${DOWN}${ENTER}`],
        [/A new VPC, or one that exists/, `${DOWN}${ENTER}`],
        [/Id of an existing VPC/, `vpc-01234567${ENTER}`],
        [/Ids of its subnets/, `subnet-01234567,subnet-01234568${ENTER}`],
        [WRITE, ENTER],
      ],
    );
    expect(exitCode, stdout).toBe(0);
    const { instances } = JSON.parse(snapshot(root)!['app/lambda-app.json']!);
    expect(instances[1]).toMatchObject({
      name: 'vpc',
      options: { network: 'existing', 'vpc-id': 'vpc-01234567' },
    });
  });

  it('remove: what can be removed; it is shown before it goes', async () => {
    const cwd = project();
    const before = snapshot(cwd);
    await lambdaGen(['add', 'trigger', 'mail', 'sqs'], { cwd });
    const { exitCode } = await answer(
      cwd,
      ['remove'],
      [
        [/What do you want to remove/, ENTER],
        [REMOVE, 'y'],
      ],
    );
    expect(exitCode).toBe(0);
    expect(snapshot(cwd)!['template.yaml']).toBe(before!['template.yaml']);
  });

  it('remove says what can be removed, where the project has none of what was named', async () => {
    const cwd = project();
    await lambdaGen(['add', 'trigger', 'mail', 'sqs'], { cwd });
    const none = await answer(cwd, ['remove', 'function'], []);
    expect(none).toMatchObject({ exitCode: 1, stdout: '' });
    expect(none.stderr).toMatch(/No function was added.*\n.*can be removed:\n {4}trigger .* sqs/);
    const other = await answer(cwd, ['remove', 'trigger', 'resize'], []);
    expect(other.stderr).toMatch(/No trigger of "resize" was added/);
    const nothing = await answer(project(), ['remove'], []);
    expect(nothing).toMatchObject({ exitCode: 1 });
    expect(nothing.stderr).toMatch(/Nothing was added to this project/);
  });

  it('remove asks before data goes, though nothing is missing', async () => {
    const root = temporaryFolder();
    await createLambdaApp(['app', '-p', 'rest-api', '--iac', 'sam', ...QUIET], { cwd: root });
    const cwd = `${root}/app`;
    const before = snapshot(cwd);
    const remove = ['remove', 'pattern', 'items'];
    const { exitCode, stdout } = await answer(cwd, remove, [[REMOVE, ENTER]]);
    expect(exitCode).toBe(130);
    // Beside the question, below all changes
    const end = stdout.slice(stdout.lastIndexOf('@@'));
    expect(end).toMatch(/remove pattern items[\s\S]*! The next deployment deletes .*Table/);
    expect(snapshot(cwd)).toEqual(before);
    expect((await answer(cwd, remove, [[REMOVE, 'y']])).exitCode).toBe(0);
  });
});

describe('without a terminal', () => {
  it('what is missing is an error, and --confirm as well', async () => {
    const cwd = project();
    expect(await lambdaGen(['add', 'trigger'], { cwd })).toMatchObject({ exitCode: 2, stdout: '' });
    const confirm = await lambdaGen(['add', 'trigger', 'mail', 'sqs', '--confirm'], { cwd });
    expect(confirm).toMatchObject({ exitCode: 2, stdout: '' });
    expect(confirm.stderr).toContain('--confirm needs a terminal');
  });

  it('list functions names each function of a project as commands take it', async () => {
    const cwd = project();
    const { stdout } = await lambdaGen(['list', 'functions'], { cwd });
    expect(stdout).toBe('ResizeFunction (template.yaml:3)\nMailFunction (template.yaml:8)\n');
    const json = await lambdaGen(['list', 'functions', '--json'], { cwd });
    expect(JSON.parse(json.stdout).map(({ name }: { name: string }) => name)).toEqual([
      'ResizeFunction',
      'MailFunction',
    ]);
  });

  it('list functions names what may be functions as well, without the packages that say so', async () => {
    const cwd = temporaryFolder({
      'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
      'package.json': '{ "dependencies": { "@team/constructs": "1" } }',
      'bin/app.ts': `import { App, Stack } from 'aws-cdk-lib';
import { TeamLambda } from '@team/constructs';

const stack = new Stack(new App(), 'App');
new TeamLambda(stack, 'Worker', {});
`,
    });
    const { stdout, stderr, exitCode } = await lambdaGen(['list', 'functions'], { cwd });
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 0 });
    expect(stderr).toBe(
      '! May be functions as well. Install the packages first, to know:\n  Worker (bin/app.ts:5)\n',
    );
  });

  it('list functions says that there is none', async () => {
    const cwd = temporaryFolder({
      'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
      'package.json': '{}',
      'bin/app.ts': "import { App, Stack } from 'aws-cdk-lib';\nnew Stack(new App(), 'App');\n",
    });
    const { stdout, stderr } = await lambdaGen(['list', 'functions'], { cwd });
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: 'The project has no functions.\n' });
  });
});
