import { describe, expect, it } from 'vitest';
import { projectDisk } from '../../src/io/list-files.ts';
import { temporaryFolder } from '../support/folders.ts';

const listed = (...paths: readonly string[]) =>
  projectDisk(temporaryFolder(Object.fromEntries(paths.map((path) => [path, ''])))).list();

describe('the files of a project', () => {
  it('are listed in their order, but for those that tools make', () => {
    const files = ['b/a.ts', 'a.ts', '.git/config', 'node_modules/x/index.js', 'cdk.out/a.json'];
    expect(listed(...files)).toEqual(['a.ts', 'b/a.ts']);
  });

  it('are not those of a project of ours below', () => {
    expect(listed('a.ts', 'orders/lambda-app.json', 'orders/b.ts')).toEqual(['a.ts']);
  });

  it('are those of bin and obj, but for where .NET builds into them', () => {
    const files = ['a/A.csproj', 'a/bin/a.json', 'a/obj/b.json', 'b/F.fsproj', 'b/bin/c.json'];
    const others = ['bin/app.ts', 'c/bin/d.ts', 'c/obj/e.ts'];
    expect(listed(...others, ...files)).toEqual([
      'a/A.csproj',
      'b/F.fsproj',
      'bin/app.ts',
      'c/bin/d.ts',
      'c/obj/e.ts',
    ]);
  });

  // On Windows there are no such names
  it.skipIf(process.platform === 'win32')('are not those whose names are no paths', () => {
    expect(listed('a:notes.txt', 'b/a:notes.txt', 'we\\ird/a.ts', 'c\\d.ts', 'e.ts')).toEqual([
      'b/a:notes.txt',
      'e.ts',
    ]);
  });
});
