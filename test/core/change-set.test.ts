import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import { changeSet } from '../../src/core/tree/change-set.ts';
import { Tree } from '../../src/core/tree/tree.ts';
import { memoryBase } from '../support/memory.ts';

const [a, b, c] = ['a', 'b/x', 'c'].map(projectPath) as [never, never, never];
const tree = () => new Tree(memoryBase(new Map([['a', 'old']])));

describe('a tree', () => {
  it('shows what is staged, and the base where nothing is', () => {
    const staged = tree();
    expect(staged.read(a)).toBe('old');
    expect(staged.read(b)).toBeUndefined();
    staged.write(a, 'new');
    expect(staged.read(a)).toBe('new');
    expect(staged.original(a)).toBe('old');
  });

  it('holds an empty file apart from an absent one', () => {
    const staged = tree();
    staged.write(a, '');
    expect(staged.read(a)).toBe('');
  });

  it('reads each file of the base once, so that a plan sees one state of it', () => {
    const reads: string[] = [];
    const staged = new Tree({
      read(path) {
        reads.push(path);
        return path === 'a' ? 'x' : undefined;
      },
    });
    for (const path of [a, a, b, b]) staged.read(path);
    expect(reads).toEqual(['a', 'b/x']);
  });
});

describe('a change set', () => {
  it('is sorted by path, with what stood before', () => {
    const staged = tree();
    staged.write(c, '3');
    staged.write(b, '2');
    staged.write(a, '1');
    expect(changeSet(staged, ['said']).changes).toEqual([
      { path: 'a', before: 'old', after: '1' },
      { path: 'b/x', before: undefined, after: '2' },
      { path: 'c', before: undefined, after: '3' },
    ]);
    expect(changeSet(staged, ['said']).notices).toEqual(['said']);
  });

  it('has no change where the bytes that stand are written', () => {
    const staged = tree();
    staged.write(a, 'new');
    staged.write(a, 'old');
    expect(changeSet(staged, []).changes).toEqual([]);
  });

  it('creates an empty file, for absent is not empty', () => {
    const staged = new Tree(memoryBase(new Map()));
    staged.write(a, '');
    expect(changeSet(staged, []).changes).toEqual([{ path: 'a', before: undefined, after: '' }]);
  });
});
