import { execa } from 'execa';
import { beforeEach, describe, expect, it } from 'vitest';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { screenOf } from '../support/screen.ts';
import { CTRL_C, CTRL_D, DOWN, drive, ENTER, ESCAPE, type Step } from '../support/terminal.ts';

const SIZE = [60, 20] as const;

const ANSWERS: readonly Step[] = [
  [/Where should the project be created/, `shop${ENTER}`],
  [/Which patterns does it need/, ` ${ENTER}`],
  [/Infrastructure as/, ENTER],
  [/Customise\?/, ENTER],
  [/Write them\?/, ENTER],
];

describe('in a pseudo-terminal of the system', () => {
  beforeEach(async ({ skip }) => {
    const { failed, stdout } = await execa('script', ['--version'], { reject: false });
    if (failed || !stdout.includes('util-linux')) skip('script of util-linux is not here');
  });

  const create = (cwd: string, steps: readonly Step[]) =>
    drive('create-lambda-app', ['--no-install', '--no-git'], cwd, steps, { pty: SIZE });

  it('creates with four answers and a confirmation', async () => {
    const cwd = temporaryFolder();
    const { exitCode, stdout } = await create(cwd, ANSWERS);
    expect(exitCode, stdout).toBe(0);
    expect(snapshot(cwd)).toHaveProperty('shop/lambda-app.json');
  });

  it('goes back with Esc, which does not wait for more keys', async () => {
    const back: Step[] = [
      ...ANSWERS.slice(0, 3),
      [/Customise\?/, ESCAPE],
      [/Infrastructure as/, `${DOWN}${ENTER}`],
    ];
    const cwd = temporaryFolder();
    const { stdout } = await create(cwd, [...back, ...ANSWERS.slice(3)]);
    expect(JSON.parse(snapshot(cwd)!['shop/lambda-app.json']!), stdout).toMatchObject({
      iac: 'sam',
    });
  });

  it('writes nothing at Ctrl-C, and gives the terminal back with its cursor', async () => {
    const cwd = temporaryFolder();
    const { exitCode, stdout } = await create(cwd, [...ANSWERS.slice(0, 4), [/Write/, CTRL_C]]);
    expect({ exitCode, files: snapshot(cwd) }).toEqual({ exitCode: 130, files: {} });
    expect(stdout.lastIndexOf('\x1b[?25h')).toBeGreaterThan(stdout.lastIndexOf('\x1b[?25l'));
  });

  it.each([
    ['a text', 0],
    ['several of a list', 1],
    ['one of a list', 2],
    ['yes or no', 4],
  ])('Ctrl-D at a question for %s cancels, as Ctrl-C', async (_, at) => {
    const cwd = temporaryFolder();
    const steps = [...ANSWERS.slice(0, at), [ANSWERS[at]![0], CTRL_D] as const];
    const { exitCode, stdout } = await create(cwd, steps);
    expect({ exitCode, files: snapshot(cwd) }, stdout).toEqual({ exitCode: 130, files: {} });
    expect(stdout).toContain('Cancelled. Nothing was written.');
  });

  it('Enter chooses nothing where nothing fits, and Esc goes back from there', async () => {
    const cwd = temporaryFolder();
    await createLambdaApp(['app', '-p', 'rest-api', '--iac', 'sam', ...QUIET], { cwd });
    const steps: Step[] = [
      [/What do you want to add/, ENTER],
      [/Which pattern/, 'zz'],
      [/No matches/, ENTER],
      [/None of them fits/, ESCAPE],
      [/What do you want to add/, CTRL_D],
    ];
    const { exitCode } = await drive('lambda-gen', ['add'], `${cwd}/app`, steps, { pty: SIZE });
    expect(exitCode).toBe(130);
  });

  it('the frame of a question goes on where it breaks, and says how to go back', async () => {
    const size = [40, 20] as const;
    let output = '';
    const around = {
      pty: size,
      onQuestion: (_: RegExp, until: string) => {
        output = until;
      },
    };
    const steps: Step[] = [[/Where should[\s\S]*Enter for/, CTRL_C]];
    await drive('create-lambda-app', [], temporaryFolder(), steps, around);
    const shown = (await screenOf(output, ...size)).join('\n');
    expect(shown).toContain('Esc goes back');
    expect(shown).toMatch(/Where should the project be created\?\n│ {2}\(Enter for my-app\)/);
    const app = temporaryFolder();
    await createLambdaApp(['app', '-p', 'rest-api', '--iac', 'sam', ...QUIET], { cwd: app });
    const add: Step[] = [[/What do you want to add/, CTRL_C]];
    const asked = await drive('lambda-gen', ['add'], `${app}/app`, add, around);
    expect(asked.stdout).toContain('Esc goes back');
  });

  it.each([['list'], ['status'], ['cost', '--requests', '1M']])(
    '%s breaks sentences between words',
    async (...words) => {
      const cwd = temporaryFolder();
      await createLambdaApp(['app', '-p', 'rest-api', '--iac', 'sam', ...QUIET], { cwd });
      const around = { cwd: `${cwd}/app`, pty: [40, 20] as const };
      const { stdout } = await lambdaGen(words, around);
      const tooLong = stdout
        .split(/\r?\n/)
        .filter((line) => line.length > 40 && / \w+ \w+ /.test(line));
      // A table keeps its columns
      expect(tooLong.filter((line) => !line.includes('$'))).toEqual([]);
    },
  );

  it('asks for a trigger, and the last question is in sight with what is chosen', async () => {
    const cwd = temporaryFolder();
    await createLambdaApp(['app', '-p', 'rest-api', '--iac', 'sam', ...QUIET], { cwd });
    let output = '';
    const steps: Step[] = [
      [/Which function/, ENTER],
      [/What invokes/, `sqs${ENTER}`],
      [/Customise it/, ENTER],
      [/Write them\?/, ENTER],
    ];
    const onQuestion = (_: RegExp, until: string) => {
      output = until;
    };
    const around = { pty: SIZE, onQuestion };
    const { exitCode } = await drive('lambda-gen', ['add', 'trigger'], `${cwd}/app`, steps, around);
    const shown = (await screenOf(output, ...SIZE)).join('\n');
    expect(exitCode, shown).toBe(0);
    expect(shown).toMatch(/Write them\?/);
  });
});
