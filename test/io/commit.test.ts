import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import type { Change } from '../../src/core/tree/change-set.ts';
import { commit } from '../../src/io/commit.ts';
import { recover } from '../../src/io/recovery.ts';
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

const AS_BEFORE = expect.objectContaining({
  kind: 'refused',
  hint: 'The folder is as it was before.',
});

function errorOf(run: () => void): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
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
      it(`${code} leaves ${what} as it was, or whole once its files are in place`, () => {
        const whole = temporaryFolder(FILES);
        run(whole);
        const total = countChanges((io) => run(temporaryFolder(FILES), io));
        const failed = numbersTo(total).filter((n) => {
          const root = temporaryFolder(FILES);
          const before = snapshot(root);
          const error = errorOf(() => run(root, failingOnce(n, code)));
          if (error) {
            expect(error, `change ${n}`).toEqual(AS_BEFORE);
            expect(snapshot(root), `change ${n}`).toEqual(before);
          } else {
            expect(recover(place(root)).undone).toBe(false);
            expect(snapshot(root), `change ${n}`).toEqual(snapshot(whole));
          }
          return error;
        });
        expect(failed.length).toBeGreaterThan(10);
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
      if (renames > 4) throw Object.assign(new Error('EIO'), { code: 'EIO' });
    });
    expect(() => commit(root, CHANGES, dying)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('the next run does it first') }),
    );
    expect(snapshot(root)).not.toEqual(before);
    expect(recover(root)).toEqual({ undone: true, kept: [] });
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
    const failed = numbersTo(total).filter((n) => {
      const root = linked();
      const before = snapshot(root);
      const error = errorOf(() => commit(root, changes, failingOnce(n, 'EACCES')));
      if (error) expect(error, `change ${n}`).toEqual(AS_BEFORE);
      if (error) expect(snapshot(root), `change ${n}`).toEqual(before);
      return error;
    });
    expect(failed.length).toBeGreaterThan(10);
  });

  it('is as it was when the commit was killed', () => {
    const total = countChanges((io) => commit(linked(), changes, io));
    const killed = numbersTo(total).filter((n) => {
      const root = linked();
      const before = snapshot(root);
      const error = errorOf(() => commit(root, changes, killedAt(n)));
      recover(root);
      if (error) expect(snapshot(root), `killed at ${n}`).toEqual(before);
      return error;
    });
    expect(killed.length).toBeGreaterThan(10);
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
  const pipe = (file: string) => execFileSync('mkfifo', [file]);
  const LAST = CHANGES.length - 1;

  /** Commits, and does something right before the n-th rename that puts a file in its place. */
  function editedBefore(root: string, n: number, edit: () => void): void {
    let renames = 0;
    const io = watchedFs((name) => {
      // The first two put the signed folder and the journal in place
      if (name === 'renameSync' && renames++ === n + 2) edit();
    });
    commit(root, CHANGES, io);
  }

  it('right before the first file is replaced: the edit stays, and nothing is written', () => {
    const root = temporaryFolder(FILES);
    const edit = () => writeFileSync(join(root, 'src/a.ts'), 'mine');
    expect(() => editedBefore(root, 0, edit)).toThrow(/^src\/a\.ts changed on disk/);
    expect(snapshot(root)).toEqual({ ...snapshotOf(FILES), 'src/a.ts': 'mine' });
  });

  it('while the files are replaced: a file that was made meanwhile stays', () => {
    const root = temporaryFolder(FILES);
    const edit = () => writeFileSync(join(root, 'src/b.ts'), 'mine');
    expect(() => editedBefore(root, LAST - 1, edit)).toThrow(/^src\/b\.ts changed on disk/);
    expect(snapshot(root)).toEqual({ ...snapshotOf(FILES), 'src/b.ts': 'mine' });
  });

  // On Windows there are no such files
  it.skipIf(process.platform === 'win32')('a file became a pipe: it is not waited for', () => {
    const root = temporaryFolder({ ...FILES, 'package.json': '' });
    rmSync(join(root, 'package.json'));
    pipe(join(root, 'package.json'));
    expect(() => commit(root, CHANGES)).toThrow(
      /package\.json cannot be read: it is not a regular/,
    );
  });

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
