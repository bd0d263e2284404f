import { describe, expect, it } from 'vitest';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { drive, END, ESCAPE, type Step } from '../support/terminal.ts';

const LINE = '\n';

/** Frames, colours and movements of the cursor, which a screen reader reads aloud or loses its place by. */
const DRAWN = new RegExp(`[${ESCAPE}\\u2500-\\u257f\\u25a0-\\u25ff\\u2190-\\u21ff\\r]`);

const ANSWERS: readonly Step[] = [
  [/Where should the project be created\?/, `shop${LINE}`],
  [/Numbers, 1 to 7/, `1, scheduled-task${LINE}`],
  [/Infrastructure as/, `2${LINE}`],
  [/Customise\?/, LINE],
  [/Write them\?/, `yes${LINE}`],
];

const answer = (cwd: string, steps: readonly Step[], args: readonly string[] = ['--plain']) =>
  drive('create-lambda-app', [...args, '--no-install', '--no-git'], cwd, steps);

describe('--plain', () => {
  it('asks in lines, without frames, colours and movements', async () => {
    const cwd = temporaryFolder();
    const { exitCode, stdout } = await answer(cwd, ANSWERS);
    expect(exitCode, stdout).toBe(0);
    expect(stdout).not.toMatch(DRAWN);
    expect(stdout).toMatch(/^ {2}1\. REST API: /m);
    const { iac, instances } = JSON.parse(snapshot(cwd)!['shop/lambda-app.json']!);
    expect(iac).toBe('sam');
    expect(instances).toMatchObject([{ pattern: 'rest-api' }, { pattern: 'scheduled-task' }]);
  });

  it('says what is no answer and asks again; "back" is the question before', async () => {
    const cwd = temporaryFolder();
    const { exitCode, stdout } = await answer(cwd, [
      [/created\?/, `My App${LINE}`],
      [/Not accepted: [\s\S]*my-app/, `shop${LINE}`],
      [/Numbers/, `9${LINE}`],
      [/Not accepted: "9" is none of them. Type a number from 1 to 7/, LINE],
      [/Not accepted: choose at least one/, `2${LINE}`],
      [/Infrastructure as/, `back${LINE}`],
      [/Numbers/, `1${LINE}`],
      [/Infrastructure as/, LINE],
      [/Customise\?/, `maybe${LINE}`],
      [/type yes or no/, `n${LINE}`],
      [/items \(rest-api\)[\s\S]*Write them\?/, `no${LINE}`],
    ]);
    expect(exitCode, stdout).toBe(130);
    expect(snapshot(cwd)).toEqual({});
  });

  it('is what a terminal gets that calls itself dumb, and lambda-gen asks so, too', async () => {
    const cwd = temporaryFolder();
    await createLambdaApp(['app', '-p', 'rest-api', '--iac', 'sam', ...QUIET], { cwd });
    const steps: readonly Step[] = [
      [/What do you want to add\?/, `option${LINE}`],
      [/Which option\?/, `dashboard${LINE}`],
      [/Write them\? yes or no \(Enter for yes\)/, LINE],
    ];
    const { exitCode, stdout } = await drive('lambda-gen', ['add'], `${cwd}/app`, steps, {
      env: { TERM: 'dumb' },
    });
    expect(exitCode, stdout).toBe(0);
    expect(stdout).not.toMatch(DRAWN);
    expect(snapshot(cwd)!['app/template.yaml']).toContain('AWS::CloudWatch::Dashboard');
  });

  it('has no colours where they are asked for', async () => {
    const colours = { env: { FORCE_COLOR: '1', NO_COLOR: '' } };
    const cwd = temporaryFolder();
    const plain = await createLambdaApp(['--plain', ...QUIET], { cwd, ...colours });
    const coloured = await createLambdaApp(['other', ...QUIET], { cwd, ...colours });
    expect([plain.stdout, coloured.stdout].map((text) => text.includes(ESCAPE))).toEqual([
      false,
      true,
    ]);
    expect((await lambdaGen(['status', '--plain'], { cwd: `${cwd}/my-app` })).exitCode).toBe(0);
  });

  it('ends where nothing more can be typed', async () => {
    const { exitCode, stderr } = await answer(temporaryFolder(), [[/created\?/, END]]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 130,
      stderr: 'Cancelled. Nothing was written.\n',
    });
  });
});
