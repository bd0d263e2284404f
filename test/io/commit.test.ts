import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import type { Change } from '../../src/core/tree/change-set.ts';
import { commit } from '../../src/io/commit.ts';
import { recover } from '../../src/io/journal.ts';
import { countChanges, failingOnce, killedAt, watchedFs } from '../support/failing-fs.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';

const FILES = { 'package.json': '{}\n', 'src/a.ts': 'old\r\n', LICENSE: 'mine' };

const change = (path: string, before: string | undefined, after: string): Change => ({
  path: projectPath(path),
  before,
  after,
});

const CHANGES = [
  change('docs/deep/new.md', undefined, 'new'),
  change('package.json', '{}\n', '{"a":1}\n'),
  change('src/a.ts', 'old\r\n', 'new\r\n'),
  change('src/b.ts', undefined, ''),
];

const AFTER = {
  ...snapshotOf(FILES),
  docs: '(folder)',
  'docs/deep': '(folder)',
  'docs/deep/new.md': 'new',
  'package.json': '{"a":1}\n',
  'src/a.ts': 'new\r\n',
  'src/b.ts': '',
};

function snapshotOf(files: Record<string, string>) {
  return { src: '(folder)', ...files };
}

const numbersTo = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('a commit', () => {
  it('writes every change and leaves nothing else', () => {
    const root = temporaryFolder(FILES);
    commit(root, CHANGES);
    expect(snapshot(root)).toEqual(AFTER);
  });

  it('creates the project’s folder, and those above it', () => {
    const root = join(temporaryFolder(), 'x/y');
    commit(root, [change('a', undefined, '1')]);
    expect(snapshot(root)).toEqual({ a: '1' });
  });

  it('of nothing does nothing', () => {
    const root = join(temporaryFolder(), 'x');
    commit(root, []);
    expect(snapshot(root)).toBeUndefined();
  });

  it.each([0o755, 0o600])('leaves a file the mode it had: %o', (mode) => {
    const root = temporaryFolder({ 'run.sh': 'old' });
    chmodSync(join(root, 'run.sh'), mode);
    commit(root, [change('run.sh', 'old', 'new')]);
    expect(snapshot(root)).toEqual({ 'run.sh': 'new' });
    expect(statSync(join(root, 'run.sh')).mode & 0o777).toBe(mode);
  });
});

describe('atomicity: whichever change of the file system fails', () => {
  const subjects = {
    'a standing project': (root: string) => root,
    'a project that is not there': (root: string) => join(root, 'new/app'),
  };
  for (const [what, place] of Object.entries(subjects)) {
    const changesOf = (root: string) =>
      place(root) === root ? CHANGES : CHANGES.map((c) => ({ ...c, before: undefined }));
    const run = (root: string, io?: Parameters<typeof commit>[2]) =>
      commit(place(root), changesOf(root), io);

    for (const code of ['ENOSPC', 'EACCES'])
      it(`${code} leaves ${what} as it was`, () => {
        const total = countChanges((io) => run(temporaryFolder(FILES), io));
        expect(total).toBeGreaterThan(10);
        // The last change throws the backups away: by then the commit stands.
        for (const n of numbersTo(total - 1)) {
          const root = temporaryFolder(FILES);
          const before = snapshot(root);
          expect(() => run(root, failingOnce(n, code)), `change ${n}`).toThrow(
            expect.objectContaining({ kind: 'refused', hint: 'The folder is as it was before.' }),
          );
          expect(snapshot(root), `change ${n}`).toEqual(before);
        }
      });

    it(`leaves ${what} whole when only the backups cannot be thrown away`, () => {
      const root = temporaryFolder(FILES);
      const total = countChanges((io) => run(temporaryFolder(FILES), io));
      run(root, failingOnce(total - 1, 'EACCES'));
      const whole = temporaryFolder(FILES);
      run(whole);
      expect(recover(place(root))).toBe(false);
      expect(snapshot(root)).toEqual(snapshot(whole));
    });
  }

  it('names the cause', () => {
    const root = temporaryFolder(FILES);
    expect(() => commit(root, CHANGES, failingOnce(3, 'ENOSPC'))).toThrow(/the disk is full$/);
    expect(() => commit(root, CHANGES, failingOnce(3, 'EACCES'))).toThrow(/permission denied$/);
    expect(() => commit(root, CHANGES, failingOnce(3, 'EIO'))).toThrow(/EIO/);
  });

  it('a disk that fails from then on is put back by the next run, and the error says so', () => {
    const root = temporaryFolder(FILES);
    const before = snapshot(root);
    let renames = 0;
    const dying = watchedFs((name) => {
      if (name === 'renameSync') renames++;
      if (renames > 3) throw Object.assign(new Error('EIO'), { code: 'EIO' });
    });
    expect(() => commit(root, CHANGES, dying)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('the next run does it first') }),
    );
    expect(snapshot(root)).not.toEqual(before);
    expect(recover(root)).toBe(true);
    expect(snapshot(root)).toEqual(before);
  });
});

describe('a symbolic link inside the project', () => {
  const NEW = 'new\r\n';

  /** A file that is a link, a file below one, and one that is a link to nothing yet. */
  function linked(): string {
    const root = temporaryFolder({ 'real/a.ts': 'old\r\n', 'real/src/b.ts': 'old\r\n' });
    mkdirSync(join(root, 'deep'));
    symlinkSync('../real/a.ts', join(root, 'deep/a.ts'));
    symlinkSync('real/src', join(root, 'src'));
    symlinkSync('real/made/c.ts', join(root, 'c.ts'));
    return root;
  }

  const changes = [
    change('deep/a.ts', 'old\r\n', NEW),
    change('src/b.ts', 'old\r\n', NEW),
    change('src/new.ts', undefined, NEW),
    change('c.ts', undefined, NEW),
  ];

  it('stays, and what it leads to is written', () => {
    const root = linked();
    commit(root, changes);
    expect(snapshot(root)).toMatchObject({
      'c.ts': '(link to real/made/c.ts)',
      'deep/a.ts': '(link to ../real/a.ts)',
      src: '(link to real/src)',
      'real/a.ts': NEW,
      'real/made/c.ts': NEW,
      'real/src/b.ts': NEW,
      'real/src/new.ts': NEW,
    });
  });

  it('is as it was whichever change of the file system fails', () => {
    const total = countChanges((io) => commit(linked(), changes, io));
    for (const n of numbersTo(total - 1)) {
      const root = linked();
      const before = snapshot(root);
      expect(() => commit(root, changes, failingOnce(n, 'EACCES')), `change ${n}`).toThrow(
        expect.objectContaining({ hint: 'The folder is as it was before.' }),
      );
      expect(snapshot(root), `change ${n}`).toEqual(before);
    }
  });

  it('is as it was when the commit was killed', () => {
    const total = countChanges((io) => commit(linked(), changes, io));
    for (const n of numbersTo(total - 2)) {
      const root = linked();
      const before = snapshot(root);
      expect(() => commit(root, changes, killedAt(n))).toThrow();
      recover(root);
      expect(snapshot(root), `killed at ${n}`).toEqual(before);
    }
  });

  it('on the way to the project does not matter', () => {
    const link = join(temporaryFolder(), 'link');
    symlinkSync(linked(), link);
    commit(link, changes);
    expect(readFileSync(join(link, 'real/src/new.ts'), 'utf8')).toBe(NEW);
    expect(snapshot(join(link, 'real'))).not.toHaveProperty('.lambda-app-commit');
  });

  it('to nothing, out of the project, is not written through', () => {
    const outside = temporaryFolder();
    const root = temporaryFolder();
    symlinkSync(join(outside, 'x'), join(root, 'c.ts'));
    expect(() => commit(root, [change('c.ts', undefined, NEW)])).toThrow(
      /leads out of the project/,
    );
    expect(snapshot(outside)).toEqual({});
  });
});

describe('a project that moved since it was read', () => {
  it.each([
    ['edited', (root: string) => writeFileSync(join(root, 'src/a.ts'), 'mine'), 'src/a.ts'],
    ['created', (root: string) => writeFileSync(join(root, 'src/b.ts'), 'mine'), 'src/b.ts'],
  ])('a file was %s: nothing is written', (_, move, path) => {
    const root = temporaryFolder(FILES);
    move(root);
    const before = snapshot(root);
    expect(() => commit(root, CHANGES)).toThrow(
      expect.objectContaining({ kind: 'refused', at: { path } }),
    );
    expect(snapshot(root)).toEqual(before);
  });

  it('a file was deleted: nothing is written', () => {
    const root = temporaryFolder({ LICENSE: 'mine' });
    expect(() => commit(root, CHANGES)).toThrow(/package.json changed on disk/);
    expect(snapshot(root)).toEqual({ LICENSE: 'mine' });
  });

  it('a folder became a link out of the project: nothing is written through it', () => {
    const outside = temporaryFolder({ 'a.ts': 'old\r\n' });
    const root = temporaryFolder({ 'package.json': '{}\n' });
    symlinkSync(outside, join(root, 'src'));
    expect(() => commit(root, CHANGES)).toThrow(/leads out of the project/);
    expect(readFileSync(join(outside, 'a.ts'), 'utf8')).toBe('old\r\n');
    expect(snapshot(outside)).toEqual({ 'a.ts': 'old\r\n' });
  });
});
