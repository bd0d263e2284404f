import { spawnSync } from 'node:child_process';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import type { Change } from '../../src/core/tree/change-set.ts';
import { commit } from '../../src/io/commit.ts';
import { recover } from '../../src/io/recovery.ts';
import type { CommitFs } from '../../src/io/work-folder.ts';
import { lambdaGen } from '../support/commands.ts';
import { countChanges, killedAt, watchedFs } from '../support/failing-fs.ts';
import { snapshot, temporaryFolder, write } from '../support/folders.ts';

const FILES = { 'a.txt': 'old', 'sub/b.txt': 'old' };

const changesTo = (after: string): readonly Change[] => [
  { path: projectPath('a.txt'), before: 'old', after },
  { path: projectPath('new/c.txt'), before: undefined, after },
];

const WORK = '.lambda-app-commit';
const BUSY = expect.objectContaining({
  kind: 'refused',
  message: expect.stringMatching(/^Another run is writing to /),
});

/** Runs `other` before the n-th change of `run`, and answers how both ended: undefined for well. */
function interleaved(n: number, other: () => void, run: (io: CommitFs) => void) {
  let calls = 0;
  let second: unknown;
  const io = watchedFs(() => {
    if (calls++ === n) second = errorOf(other);
  });
  return { first: errorOf(() => run(io)), second };
}

function errorOf(run: () => void): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** A folder that a process was writing when it was killed; its file says who that was. */
function half(owner: string | undefined): string {
  const root = temporaryFolder(FILES);
  expect(() => commit(root, changesTo('new'), killedAt(11))).toThrow();
  const now = readdirSync(join(root, WORK)).find((name) => name.startsWith('owner-'))!;
  if (owner) renameSync(join(root, WORK, now), join(root, WORK, owner));
  else rmSync(join(root, WORK, now));
  expect(snapshot(root)).toHaveProperty(['a.txt'], 'new');
  return root;
}

const ownedBy = (pid: number | string) => `owner-${pid}-ab12`;
const deadPid = () => spawnSync(process.execPath, ['--version']).pid;

describe('of two commits at a time', () => {
  const total = () => countChanges((io) => commit(temporaryFolder(FILES), changesTo('ours'), io));

  it('one is refused, and the other is whole', () => {
    for (let n = 0; n < total(); n++) {
      const root = temporaryFolder(FILES);
      const { first, second } = interleaved(
        n,
        () => commit(root, changesTo('theirs')),
        (io) => commit(root, changesTo('ours'), io),
      );
      const winner = second ? 'ours' : 'theirs';
      expect(second ? first : undefined, `before change ${n}`).toBeUndefined();
      expect(first ?? second).toMatchObject({ kind: 'refused' });
      expect(snapshot(root)).toEqual({
        'a.txt': winner,
        new: '(folder)',
        'new/c.txt': winner,
        sub: '(folder)',
        'sub/b.txt': 'old',
      });
    }
  });

  it('the one that makes the project’s folder is the one that writes it', () => {
    const root = join(temporaryFolder(), 'x/y');
    const changes = [{ path: projectPath('a'), before: undefined, after: '1' }];
    const { first, second } = interleaved(
      1,
      () => commit(root, changes),
      (io) => commit(root, changes, io),
    );
    expect(first).toMatchObject({ kind: 'refused' });
    expect(second).toBeUndefined();
    expect(snapshot(root)).toEqual({ a: '1' });
  });
});

describe('of a commit and a recovery at a time', () => {
  it('the recovery leaves the commit alone from its first change on', () => {
    const run = (root: string, io?: CommitFs) => commit(root, changesTo('ours'), io);
    const total = countChanges((io) => run(temporaryFolder(FILES), io));
    for (let n = 0; n < total; n++) {
      const root = temporaryFolder(FILES);
      const { first } = interleaved(
        n,
        () => recover(root),
        (io) => run(root, io),
      );
      expect(first, `before change ${n}`).toBeUndefined();
      expect(snapshot(root)).toMatchObject({ 'a.txt': 'ours', 'new/c.txt': 'ours' });
      expect(snapshot(root)).not.toHaveProperty([WORK]);
    }
  });
});

describe('of two recoveries at a time', () => {
  const total = () => countChanges((io) => recover(half(ownedBy(deadPid())), io));

  it.each([
    ['a dead process', () => ownedBy(deadPid())],
    ['nobody', () => undefined],
  ])('of what %s left, one undoes it, and the other does not undo what came after', (_, owner) => {
    for (let n = 0; n < total(); n++) {
      const root = half(owner());
      // The faster one recovers, and commits; the slower one goes on from where it was
      const { first, second } = interleaved(
        n,
        () => {
          recover(root);
          commit(root, changesTo('theirs'));
        },
        (io) => recover(root, io),
      );
      const after = snapshot(root)!;
      expect(after['a.txt'], `before change ${n}`).toBe(second ? 'old' : 'theirs');
      expect(after['new/c.txt']).toBe(second ? undefined : 'theirs');
      for (const error of [first, second]) if (error) expect(error).toEqual(BUSY);
      recover(root);
      expect(snapshot(root)).not.toHaveProperty([WORK]);
    }
  });
});

describe('recovery', () => {
  it('leaves alone what a living process writes', () => {
    const root = half(ownedBy(process.ppid));
    const before = snapshot(root);
    expect(() => recover(root)).toThrow(
      expect.objectContaining({
        hint: expect.stringContaining(`delete ${WORK}/${ownedBy(process.ppid)}`),
      }),
    );
    expect(() => commit(root, changesTo('ours'))).toThrow(BUSY);
    expect(snapshot(root)).toEqual(before);
  });

  it.each([
    ['a dead process', () => ownedBy(deadPid())],
    // In a container, the next process often has the number of the one that was killed
    ['one of this number', () => ownedBy(process.pid)],
    ['nobody', () => undefined],
    ['a group', () => ownedBy(0)],
    ['more than there are', () => ownedBy('99999999999')],
  ])('undoes what was left by %s', (_, owner) => {
    const root = half(owner());
    expect(recover(root)).toEqual({ undone: true, kept: [] });
    expect(snapshot(root)).toEqual({ ...FILES, sub: '(folder)' });
  });
});

it.each([
  [[], /^✖ Another run is writing to /],
  [['--dry-run'], /^✖ Another run is writing to /],
])('a command with %j waits for no other run, and changes nothing', async (flags, says) => {
  const root = half(ownedBy(process.pid));
  const before = snapshot(root);
  const args = ['add', 'function', 'resize', '--cwd', root, ...flags];
  const { exitCode, stderr } = await lambdaGen(args);
  expect(stderr).toMatch(says);
  expect(exitCode).toBe(1);
  expect(snapshot(root)).toEqual(before);
});

it('status names an interrupted run, and exits 1', async () => {
  const root = half(ownedBy(deadPid()));
  const { exitCode, stdout, stderr } = await lambdaGen(['status', '--cwd', root]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(
    /^✖ An interrupted run left .* half-written\n {2}The next change by lambda-gen undoes it first\.$/m,
  );
});

it('an undone run is told with the files that were edited since', async () => {
  const root = half(ownedBy(deadPid()));
  write(root, { 'a.txt': 'edited' });
  const { stdout } = await lambdaGen(['add', 'function', 'resize', '--cwd', root]);
  expect(stdout).toMatch(/^An interrupted run was undone\.\n {2}a\.txt was edited since/);
});
