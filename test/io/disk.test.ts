import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, posix, win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import { diskBase, insideProject, leadsOut, packagesBase } from '../../src/io/disk.ts';
import { projectNow } from '../../src/io/list-files.ts';
import { temporaryFolder } from '../support/folders.ts';

const path = projectPath('a/b.txt');
const refused = (message: string | RegExp, hint?: string) =>
  expect.objectContaining({
    kind: 'refused',
    message: expect.stringMatching(message),
    ...(hint ? { hint } : {}),
  });

describe('reading a file of a project', () => {
  it.each(['text\r\n', '', '\uFEFFmark', 'ä😀', '\0'])('answers its text: %j', (text) => {
    expect(diskBase(temporaryFolder({ 'a/b.txt': text })).read(path)).toBe(text);
  });

  it('answers undefined where there is none', () => {
    expect(diskBase(temporaryFolder()).read(path)).toBeUndefined();
    expect(diskBase(join(temporaryFolder(), 'not', 'there')).read(path)).toBeUndefined();
  });

  it.each([
    ['Latin-1', [0x67, 0x72, 0xfc, 0x6e]],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00]],
    ['cut in a character', [0x61, 0xc3]],
  ])('refuses what is no UTF-8: %s', (_, bytes) => {
    const root = temporaryFolder({ 'a/b.txt': '' });
    writeFileSync(join(root, 'a/b.txt'), Buffer.from(bytes));
    expect(() => diskBase(root).read(path)).toThrow(refused('a/b.txt is not UTF-8 text'));
  });

  it('refuses a folder', () => {
    const root = temporaryFolder({ 'a/b.txt/c': '' });
    expect(() => diskBase(root).read(path)).toThrow(refused('cannot be read: it is a folder'));
  });

  it('refuses a file where a folder should be', () => {
    const root = temporaryFolder({ a: '' });
    expect(() => diskBase(root).read(path)).toThrow(
      refused('a part of its path is a file', 'Move that file away.'),
    );
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe', () => {
    const root = temporaryFolder({ 'a/x': '' });
    execFileSync('mkfifo', [join(root, 'a/b.txt')]);
    expect(() => diskBase(root).read(path)).toThrow(refused('it is not a regular file'));
  });

  it.skipIf(process.platform === 'win32')('finds no text in a pipe that a package has', () => {
    const root = temporaryFolder({ 'node_modules/a/x': '' });
    execFileSync('mkfifo', [join(root, 'node_modules/a/package.json')]);
    const manifest = projectPath('node_modules/a/package.json');
    expect(packagesBase([root]).read(manifest)).toBeUndefined();
  });

  it('refuses links in a circle', () => {
    const root = temporaryFolder();
    symlinkSync('a', join(root, 'a'));
    expect(() => diskBase(root).read(path)).toThrow(refused('lead in a circle'));
  });
});

describe('a symbolic link', () => {
  const outside = () => temporaryFolder({ 'b.txt': 'secret' });

  it.each([
    ['of a folder', 'a', (target: string) => target],
    ['of a file', 'a/b.txt', (target: string) => join(target, 'b.txt')],
  ])('%s out of the project is refused', (_, link, to) => {
    const root = temporaryFolder({ 'x/y': '' });
    if (link.includes('/')) mkdirSync(join(root, 'a'));
    symlinkSync(to(outside()), join(root, link));
    expect(() => diskBase(root).read(path)).toThrow(refused('leads out of the project'));
    expect(() => insideProject(root, path)).toThrow(refused('leads out of the project'));
    expect(() => projectNow(root).read(path)).toThrow(refused('leads out of the project'));
  });

  it('inside the project is followed', () => {
    const root = temporaryFolder({ 'real/b.txt': 'x' });
    symlinkSync('real', join(root, 'a'));
    expect(diskBase(root).read(path)).toBe('x');
    expect(projectNow(root).read(path)).toBe('x');
    expect(insideProject(root, path)).toBe(join(realpathSync(root), 'real/b.txt'));
  });

  it('on the way to the project does not matter', () => {
    const real = temporaryFolder({ 'a/b.txt': 'x' });
    const link = join(temporaryFolder(), 'link');
    symlinkSync(real, link);
    expect(diskBase(link).read(path)).toBe('x');
    expect(insideProject(link, path)).toBe(join(realpathSync(real), path));
  });

  it('to a sibling whose name begins like the project’s is refused', () => {
    const parent = temporaryFolder({ 'app/x': '', 'app-two/b.txt': 'secret' });
    symlinkSync('../app-two', join(parent, 'app/a'));
    expect(() => diskBase(join(parent, 'app')).read(path)).toThrow(refused('leads out'));
  });
});

it.each([
  [posix, '/p', '/p/a', false],
  [posix, '/p', '/p/..a', false],
  [posix, '/p', '/q', true],
  [posix, '/p', '/', true],
  [win32, 'C:\\p', 'C:\\p\\a', false],
  [win32, 'C:\\p', 'C:\\q', true],
  [win32, 'C:\\p', 'D:\\x', true],
  [win32, 'C:\\p', '\\\\server\\x', true],
])('a way out of the project is known on every system', (system, from, to, isOut) => {
  expect(leadsOut(system.relative(from, to), system)).toBe(isOut);
});
