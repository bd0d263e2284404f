import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import type { Change } from '../../src/core/tree/change-set.ts';
import { commit } from '../../src/io/commit.ts';
import { recover } from '../../src/io/journal.ts';
import { sha256 } from '../../src/io/sha256.ts';
import { WORK_FOLDER } from '../../src/io/work-folder.ts';
import { countChanges, Killed, killedAt } from '../support/failing-fs.ts';
import { snapshot, temporaryFolder, write } from '../support/folders.ts';

const FILES = { 'a.txt': 'old', 'sub/c.txt': 'old', mine: 'mine' };

const CHANGES: readonly Change[] = (
  [
    ['a.txt', 'old', 'new'],
    ['new/deep/b.txt', undefined, 'b'],
    ['sub/c.txt', 'old', 'newer'],
    ['sub/d.txt', undefined, 'd'],
  ] as const
).map(([path, before, after]) => ({ path: projectPath(path), before, after }));

/** A project whose commit was killed at its n-th change. */
function killed(n: number): string {
  const root = temporaryFolder(FILES);
  expect(() => commit(root, CHANGES, killedAt(n))).toThrow(
    expect.objectContaining({ cause: expect.any(Killed) }),
  );
  return root;
}

const total = () => countChanges((io) => commit(temporaryFolder(FILES), CHANGES, io));
const states = () => {
  const before = temporaryFolder(FILES);
  const after = temporaryFolder(FILES);
  commit(after, CHANGES);
  return { before: snapshot(before), after: snapshot(after) };
};

describe('a commit that was killed', () => {
  it('at any change is recovered to the whole before or the whole after', () => {
    const { before, after } = states();
    const outcomes = Array.from({ length: total() - 1 }, (_, n) => {
      const root = killed(n);
      recover(root);
      const now = snapshot(root);
      expect([before, after], `killed at ${n}`).toContainEqual(now);
      expect(recover(root), 'a second time there is nothing to do').toBe(false);
      return now;
    });
    expect(outcomes).toContainEqual(before);
  });

  it('at its last change, when the commit stood, is left as it is', () => {
    const root = temporaryFolder(FILES);
    commit(root, CHANGES, killedAt(total() - 1));
    expect(recover(root)).toBe(false);
    expect(snapshot(root)).toEqual(states().after);
  });

  it('in its recovery too is recovered after that', () => {
    const { before } = states();
    for (const n of Array.from({ length: total() - 2 }, (_, i) => i)) {
      for (let m = 0; ; m++) {
        const root = killed(n);
        try {
          recover(root, killedAt(m));
          break;
        } catch (error) {
          expect(error).toBeInstanceOf(Killed);
        }
        recover(root);
        expect(snapshot(root), `killed at ${n}, then at ${m}`).toEqual(before);
      }
    }
  });

  it('does not take what the user wrote since then', () => {
    for (const n of Array.from({ length: total() - 1 }, (_, i) => i)) {
      const root = killed(n);
      write(root, { 'a.txt': 'edited', 'new/deep/mine.txt': 'mine', 'sub/d.txt': 'edited' });
      recover(root);
      const now = snapshot(root)!;
      expect(now).toMatchObject({ 'a.txt': 'edited', 'sub/d.txt': 'edited', mine: 'mine' });
      expect(now['new/deep/mine.txt']).toBe('mine');
      expect(Object.keys(now).join()).not.toContain(WORK_FOLDER);
    }
  });
});

describe('recovery', () => {
  it('does nothing where no commit was', () => {
    const root = temporaryFolder(FILES);
    expect(recover(root)).toBe(false);
    expect(recover(join(root, 'not/there'))).toBe(false);
    expect(snapshot(root)).toEqual(states().before);
  });

  const withJournal = (root: string, journal: unknown) =>
    write(root, {
      [`${WORK_FOLDER}/journal.json`]:
        typeof journal === 'string' ? journal : JSON.stringify(journal),
      [`${WORK_FOLDER}/0.old`]: 'evil',
    });

  it.each([
    ['cut', '{"steps": ['],
    ['empty', ''],
    ['null', 'null'],
    ['without steps', {}],
    ['with a step that is null', { steps: [null], folders: [] }],
    ['with a path that is a number', { steps: [{ path: 1, sha256: '' }], folders: [] }],
    ['with folders that are no list', { steps: [], folders: 1 }],
  ])('refuses a journal that is %s, and touches nothing', (_, journal) => {
    const root = temporaryFolder(FILES);
    withJournal(root, journal);
    const before = snapshot(root);
    expect(() => recover(root)).toThrow(
      expect.objectContaining({
        kind: 'refused',
        message: 'The journal of an interrupted run is damaged',
        hint: expect.stringContaining(WORK_FOLDER),
      }),
    );
    expect(snapshot(root)).toEqual(before);
  });

  it.each([
    ['../victim/file', '..'],
    ['a/../../victim/file', 'a'],
    ['ABSOLUTE', '/'],
    ['link/file', 'link'],
  ])('never leaves the project for %s', (path, folder) => {
    for (const existed of [true, false]) {
      const parent = temporaryFolder({ 'victim/file': 'precious' });
      const root = join(parent, 'app');
      write(root, FILES);
      symlinkSync('../victim', join(root, 'link'));
      const hostile = path === 'ABSOLUTE' ? join(parent, 'victim/file') : path;
      const step = { path: hostile, existed, sha256: sha256('precious') };
      withJournal(root, { steps: [step], folders: [folder] });
      expect(() => recover(root)).toThrow(expect.objectContaining({ kind: 'refused' }));
      expect(snapshot(join(parent, 'victim'))).toEqual({ file: 'precious' });
    }
  });

  it('removes a work folder that is a link, and not what it leads to', () => {
    const outside = temporaryFolder({ file: 'precious' });
    const root = temporaryFolder(FILES);
    symlinkSync(outside, join(root, WORK_FOLDER));
    recover(root);
    expect(snapshot(outside)).toEqual({ file: 'precious' });
    expect(snapshot(root)).toEqual(states().before);
  });

  it('keeps a folder that somebody put something in', () => {
    const root = temporaryFolder({ 'made/x': '1' });
    withJournal(root, { steps: [], folders: ['made', 'gone'] });
    writeFileSync(join(root, 'made/y'), '2');
    recover(root);
    expect(snapshot(root)).toEqual({ made: '(folder)', 'made/x': '1', 'made/y': '2' });
  });
});
