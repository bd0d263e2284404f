import { describe, expect, it } from 'vitest';
import { createLambdaApp, QUIET } from '../support/commands.ts';
import { temporaryFolder } from '../support/folders.ts';
import { screenOf } from '../support/screen.ts';
import { CTRL_C, DOWN, drive, ENTER, type Step } from '../support/terminal.ts';

const SIZES = [
  [100, 30],
  [60, 20],
  [40, 15],
] as const;

type Size = readonly [columns: number, rows: number];

/** Every question of creating a project of the pattern that has most options, with all patterns on offer. */
const CREATE: readonly Step[] = [
  [/Where should the project be created/, `shop${ENTER}`],
  [/Which patterns does it need/, `${DOWN}${DOWN}${DOWN} ${ENTER}`],
  [/Infrastructure as/, ENTER],
  [/Customise\?/, 'y'],
  [/cleanup: When/, ENTER],
  [/cleanup: IANA/, ENTER],
  [/cleanup: Delete/, ENTER],
  [/Budget\?/, `25${ENTER}`],
  [/Dashboard\?/, 'y'],
  [/Deployment\?/, ENTER],
  [/Lambda layer\?/, ENTER],
  [/VPC\?/, ENTER],
  [/container image/, ENTER],
  [/Write them\?/, CTRL_C],
];

const ADD: readonly Step[] = [
  [/What do you want to add/, `${DOWN}${DOWN}${ENTER}`],
  [/Which function/, ENTER],
  [/What invokes/, `http${ENTER}`],
  [/Customise it/, 'y'],
  [/Method of the request/, ENTER],
  [/Who may call/, ENTER],
  [/Path of the request/, `/x${ENTER}`],
  [/Which api/, ENTER],
  [/Write them\?/, CTRL_C],
];

/** Words, whatever line they are on, and without the bar in front of each line. */
const words = (lines: readonly string[]) => lines.join(' ').replace(/[│\s]+/g, ' ');

async function screens(command: 'create-lambda-app' | 'lambda-gen', cwd: string, size: Size) {
  const steps = command === 'lambda-gen' ? ADD : CREATE;
  const args = command === 'lambda-gen' ? ['add'] : [];
  const seen: (readonly [RegExp, string])[] = [];
  const onQuestion = (question: RegExp, output: string) => void seen.push([question, output]);
  await drive(command, args, cwd, steps, { size, onQuestion });
  return Promise.all(
    seen.map(
      async ([question, output]) => [question, await screenOf(output, size[0], size[1])] as const,
    ),
  );
}

describe.each(SIZES)('at %i columns and %i rows', (...size) => {
  it('every question of create is in sight, with what is chosen beside the last one', async () => {
    const all = await screens('create-lambda-app', temporaryFolder(), size);
    expect(all).toHaveLength(CREATE.length);
    for (const [question, lines] of all) expect(words(lines), lines.join('\n')).toMatch(question);
    const last = words(all.at(-1)![1]);
    expect(last).toMatch(/cleanup \(scheduled-task\).*amount=25.*dashboard.*Write them\?/);
  });

  it('every question of add is in sight, with what is chosen beside the last one', async () => {
    const cwd = temporaryFolder();
    await createLambdaApp(['app', '-p', 'rest-api', '--iac', 'sam', ...QUIET], { cwd });
    const all = await screens('lambda-gen', `${cwd}/app`, size);
    expect(all).toHaveLength(ADD.length);
    for (const [question, lines] of all) expect(words(lines), lines.join('\n')).toMatch(question);
    const last = words(all.at(-1)![1]);
    expect(last).toMatch(/http for \S+ .*method=\S+ .*path=\/x.*Write them\?/);
  });
});
