import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import type { Change } from '../../src/core/tree/change-set.ts';
import { commit } from '../../src/io/commit.ts';
import { isInterrupted, recover } from '../../src/io/recovery.ts';
import { sha256 } from '../../src/io/sha256.ts';
import { WORK_FOLDER } from '../../src/io/work-folder.ts';
import { countChanges, failingOnce, Killed, killedAt, watchedFs } from '../support/failing-fs.ts';
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
const NOTHING = { undone: false, kept: [] };

const states = () => {
  const before = temporaryFolder(FILES);
  const after = temporaryFolder(FILES);
  commit(after, CHANGES);
  return { before: snapshot(before), after: snapshot(after) };
};

const allOf = (n: number) => Array.from({ length: n }, (_, i) => i);
const changesUntilDone = () => {
  let calls = 0;
  let done = 0;
  const io = watchedFs((name) => {
    calls++;
    if (name === 'renameSync') done = calls;
  });
  commit(temporaryFolder(FILES), CHANGES, io);
  return done;
};

describe('a commit that was killed', () => {
  it('before its files are in place is recovered to what was before', () => {
    const { before } = states();
    for (const n of allOf(changesUntilDone())) {
      const root = killed(n);
      recover(root);
      expect(snapshot(root), `killed at ${n}`).toEqual(before);
      expect(recover(root), 'a second time there is nothing to do').toEqual(NOTHING);
    }
  });

  it('once its files are in place is cleaned up after', () => {
    for (let n = changesUntilDone(); n < total(); n++) {
      const root = temporaryFolder(FILES);
      commit(root, CHANGES, killedAt(n));
      expect(recover(root)).toEqual(NOTHING);
      expect(snapshot(root), `killed at ${n}`).toEqual(states().after);
    }
  });

  it('in its recovery too is recovered after that', () => {
    const { before } = states();
    for (const n of allOf(changesUntilDone())) {
      for (let m = 0; ; m++) {
        const root = killed(n);
        try {
          recover(root, killedAt(m));
          break;
        } catch (error) {
          expect(error).toMatchObject({ cause: expect.any(Killed) });
        }
        recover(root);
        expect(snapshot(root), `killed at ${n}, then at ${m}`).toEqual(before);
      }
    }
  });

  it('does not take what the user wrote since then, and names it', () => {
    for (const n of allOf(changesUntilDone())) {
      const root = killed(n);
      write(root, { 'a.txt': 'edited', 'new/deep/mine.txt': 'mine', 'sub/d.txt': 'edited' });
      const { undone, kept } = recover(root);
      const now = snapshot(root)!;
      expect(now).toMatchObject({ 'a.txt': 'edited', 'sub/d.txt': 'edited', mine: 'mine' });
      expect(now['new/deep/mine.txt']).toBe('mine');
      expect(kept).toEqual(undone ? ['a.txt', 'sub/d.txt'] : []);
      expect(Object.keys(now).join()).not.toContain(WORK_FOLDER);
    }
  });

  it('takes the folders with it that it has emptied', () => {
    const removal = [{ path: projectPath('sub/deep/e.txt'), before: 'e', after: undefined }];
    const files = { mine: '', 'sub/deep/e.txt': 'e' };
    const total = countChanges((io) => commit(temporaryFolder(files), removal, io));
    const outcomes = allOf(total).map((n) => {
      const root = temporaryFolder(files);
      try {
        commit(root, removal, killedAt(n));
      } catch {}
      recover(root);
      return Object.keys(snapshot(root)!).join();
    });
    expect(new Set(outcomes)).toEqual(new Set(['mine,sub,sub/deep,sub/deep/e.txt', 'mine']));
  });

  it('puts a file back whose folder somebody has removed since', () => {
    const removal = [{ path: projectPath('sub/e.txt'), before: 'e', after: undefined }];
    const files = { mine: '', 'sub/e.txt': 'e' };
    const root = temporaryFolder(files);
    // It dies where it would note that it is done
    let renames = 0;
    const io = watchedFs((name) => {
      if (name === 'renameSync') renames++;
      if (renames > 2) throw new Killed();
    });
    expect(() => commit(root, removal, io)).toThrow();
    rmSync(join(root, 'sub'), { recursive: true, force: true });
    expect(recover(root)).toEqual({ undone: true, kept: [] });
    expect(snapshot(root)).toEqual({ mine: '', sub: '(folder)', 'sub/e.txt': 'e' });
  });
});

describe('recovery', () => {
  it('does nothing where no commit was', () => {
    const root = temporaryFolder(FILES);
    expect(recover(root)).toEqual(NOTHING);
    expect(recover(join(root, 'not/there'))).toEqual(NOTHING);
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

  it.each([
    ['a hook of Git', '.git/hooks/post-checkout'],
    ['one as Windows calls it', 'GIT~1/hooks/post-checkout'],
    ['one as Windows reads it', '.git. ./hooks/post-checkout'],
    ['one of a stream of NTFS', '.git::$INDEX_ALLOCATION/hooks/post-checkout'],
    ['one as macOS reads it', '.g\u200cit/hooks/post-checkout'],
  ])('writes no %s', (_, path) => {
    const root = temporaryFolder({ '.git/config': '' });
    withJournal(root, { steps: [{ path, existed: true, sha256: null }], folders: [] });
    expect(() => recover(root)).toThrow(/journal of an interrupted run is damaged/);
    expect(snapshot(join(root, '.git'))).toEqual({ config: '' });
  });

  it.each([
    ['the folder', '.git/hooks', 'link/post-checkout'],
    ['a file in it', '.git/config', 'link'],
  ])('writes nothing of Git through a link to %s', (_, target, path) => {
    const root = temporaryFolder({ '.git/config': '', '.git/hooks/x': '' });
    symlinkSync(target, join(root, 'link'));
    for (const step of [
      { path, existed: true, sha256: null },
      { path, existed: false, sha256: sha256('') },
    ]) {
      withJournal(root, { steps: [step], folders: [] });
      expect(() => recover(root)).toThrow(/^link.* leads into Git's own folder$/);
    }
    expect(snapshot(join(root, '.git'))).toEqual({ config: '', hooks: '(folder)', 'hooks/x': '' });
  });

  const outside = () => temporaryFolder({ 'journal.json': '', '0.old': 'precious' });
  const NOT_OURS: Readonly<Record<string, (root: string) => void>> = {
    'a link to a folder': (root) => symlinkSync(outside(), join(root, WORK_FOLDER)),
    'a link to nothing': (root) => symlinkSync('nowhere', join(root, WORK_FOLDER)),
    'a file': (root) => writeFileSync(join(root, WORK_FOLDER), 'mine'),
    'a folder with notes': (root) => write(root, { [`${WORK_FOLDER}/notes.txt`]: 'mine' }),
    'a folder with another in it': (root) => write(root, { [`${WORK_FOLDER}/0.old/x`]: 'mine' }),
    'a folder with a link in it': (root) => {
      withJournal(root, { steps: [{ path: 'a.txt', existed: true, sha256: null }], folders: [] });
      rmSync(join(root, WORK_FOLDER, '0.old'));
      symlinkSync(join(outside(), '0.old'), join(root, WORK_FOLDER, '0.old'));
    },
  };

  it.each(Object.entries(NOT_OURS))('touches no work folder that is %s', (_, make) => {
    const root = temporaryFolder(FILES);
    make(root);
    const before = snapshot(root);
    const refused = expect.objectContaining({
      kind: 'refused',
      hint: expect.stringContaining('Move it away'),
    });
    expect(() => recover(root)).toThrow(refused);
    expect(() => isInterrupted(root)).toThrow(refused);
    expect(() => commit(root, CHANGES)).toThrow(refused);
    expect(snapshot(root)).toEqual(before);
  });

  it('removes a work folder that is empty', () => {
    const root = temporaryFolder(FILES);
    mkdirSync(join(root, WORK_FOLDER));
    expect(recover(root)).toEqual(NOTHING);
    expect(snapshot(root)).toEqual(states().before);
  });

  it.each([
    ['a folder', (file: string) => mkdirSync(file), /^a\.txt is a folder/],
    ['a pipe', (file: string) => execFileSync('mkfifo', [file]), /^a\.txt cannot be read/],
  ])('says what to do where a file became %s, and goes on when it is done', (_, make, says) => {
    const root = killed(changesUntilDone() - 2);
    const file = join(root, 'a.txt');
    rmSync(file);
    make(file);
    expect(() => recover(root)).toThrow(
      expect.objectContaining({ message: expect.stringMatching(says) }),
    );
    rmSync(file, { recursive: true });
    writeFileSync(file, 'new');
    recover(root);
    expect(snapshot(root)).toEqual(states().before);
  });

  it.each(['EACCES', 'EROFS'])('tells why it cannot go on: %s', (code) => {
    for (let n = 0; ; n++) {
      const root = killed(changesUntilDone() - 1);
      try {
        recover(root, failingOnce(n, code));
        break;
      } catch (error) {
        expect(error).toMatchObject({
          kind: 'refused',
          message: expect.stringMatching(/^Could not undo the interrupted run in .*: [a-z -]+$/),
        });
      }
      expect(recover(root).kept).toEqual([]);
      expect(snapshot(root), `failed at ${n}`).toEqual(states().before);
    }
  });

  it('keeps a folder that somebody put something in', () => {
    const root = temporaryFolder({ 'made/x': '1' });
    withJournal(root, { steps: [], folders: ['made', 'gone'] });
    writeFileSync(join(root, 'made/y'), '2');
    recover(root);
    expect(snapshot(root)).toEqual({ made: '(folder)', 'made/x': '1', 'made/y': '2' });
  });
});
