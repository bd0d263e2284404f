import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import type { Change } from '../../src/core/tree/change-set.ts';
import { commit } from '../../src/io/commit.ts';
import { recover } from '../../src/io/journal.ts';
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

/** A commit before whose n-th change another process commits; answers how that one failed. */
function interleaved(root: string, n: number): unknown {
  let calls = 0;
  let failure: unknown;
  const io = watchedFs(() => {
    if (calls++ !== n) return;
    try {
      commit(root, changesTo('theirs'));
    } catch (error) {
      failure = error;
    }
  });
  commit(root, changesTo('ours'), io);
  return failure;
}

/** A folder that the process `pid` was writing when it was last seen. */
function half(pid: number | string): string {
  const root = temporaryFolder(FILES);
  expect(() => commit(root, changesTo('new'), killedAt(8))).toThrow();
  write(root, { [`${WORK}/pid`]: String(pid) });
  return root;
}

describe('of two commits at a time', () => {
  const total = () => countChanges((io) => commit(temporaryFolder(FILES), changesTo('ours'), io));

  it('the later is refused, and leaves the other all that undoes it', () => {
    for (let n = 1; n < total(); n++) {
      const root = temporaryFolder(FILES);
      expect(interleaved(root, n), `before change ${n}`).toEqual(BUSY);
      expect(snapshot(root)).toMatchObject({ 'a.txt': 'ours', 'new/c.txt': 'ours' });
      expect(snapshot(root)).not.toHaveProperty([WORK]);
    }
  });

  it('the earlier one’s bytes are not written over', () => {
    const root = temporaryFolder(FILES);
    expect(() => interleaved(root, 0)).toThrow(/a\.txt changed on disk since it was read/);
    expect(snapshot(root)).toMatchObject({ 'a.txt': 'theirs', 'new/c.txt': 'theirs' });
    expect(snapshot(root)).not.toHaveProperty([WORK]);
  });

  it('the one that makes the project’s folder is the one that writes it', () => {
    const root = join(temporaryFolder(), 'x/y');
    const changes = [{ path: projectPath('a'), before: undefined, after: '1' }];
    let calls = 0;
    const io = watchedFs(() => {
      if (calls++ === 1) commit(root, changes);
    });
    expect(() => commit(root, changes, io)).toThrow(BUSY);
    expect(snapshot(root)).toEqual({ a: '1' });
  });
});

describe('recovery', () => {
  it('leaves alone what a living process writes', () => {
    const root = half(process.ppid);
    const before = snapshot(root);
    expect(() => recover(root)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining(`delete ${WORK}/pid`) }),
    );
    expect(() => commit(root, changesTo('ours'))).toThrow(BUSY);
    expect(snapshot(root)).toEqual(before);
  });

  it.each([
    ['a dead process', () => spawnSync(process.execPath, ['--version']).pid],
    // In a container, the next process often has the number of the one that was killed
    ['one of this number', () => process.pid],
    ['nobody', () => ''],
    ['no number', () => 'x'],
    ['a group', () => '0'],
    ['all there are', () => '-1'],
    ['more than there are', () => '99999999999'],
  ])('undoes what was left by %s', (_, pid) => {
    const root = half(pid());
    expect(recover(root)).toBe(true);
    expect(snapshot(root)).toEqual({ ...FILES, sub: '(folder)' });
  });
});

it.each([
  [[], /^✖ Another run is writing to /],
  [['--dry-run'], /^✖ Another run is writing to /],
])('a command with %j waits for no other run, and changes nothing', async (flags, says) => {
  const root = half(process.pid);
  const before = snapshot(root);
  const args = ['add', 'function', 'resize', '--cwd', root, ...flags];
  const { exitCode, stderr } = await lambdaGen(args);
  expect(stderr).toMatch(says);
  expect(exitCode).toBe(1);
  expect(snapshot(root)).toEqual(before);
});
