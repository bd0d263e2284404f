import { describe, expect, it } from 'vitest';
import { mergeLines } from '../../src/editors/merge-lines.ts';

const lines = (text: string) =>
  text
    .split(' ')
    .map((word) => `${word}\n`)
    .join('');
const merged = (base: string, ours: string, theirs: string) => {
  const result = mergeLines(lines(base), lines(ours), lines(theirs));
  return 'text' in result ? result.text.trimEnd().split('\n').join(' ') : result;
};

describe('the changes of another text come where ours is as it was made', () => {
  it.each([
    ['replaced', 'a b c d e', 'a b c d e', 'a B c d e', 'a B c d e'],
    ['with a line of ours in front', 'a b c d e', 'x a b c d e', 'a b c D e', 'x a b c D e'],
    ['beside a line that we changed', 'a b c', 'a B c', 'a b C', 'a B C'],
    ['inserted', 'a b c', 'a b c x', 'a n b c', 'a n b c x'],
    ['inserted where we inserted', 'a b', 'a x b', 'a n b', 'a n x b'],
    ['taken out', 'a n b', 'a n x b', 'a b', 'a x b'],
    ['there already', 'a b c', 'a B c', 'a B c', 'a B c'],
  ])('%s', (_, base, ours, theirs, expected) => {
    expect(merged(base, ours, theirs)).toBe(expected);
  });
});

describe('a place that is not as it was made is named', () => {
  it.each([
    ['changed', 'a b c d', 'x a Q c d', 'a B c d', { line: 3, found: 'Q\n', paste: 'B\n' }],
    ['gone', 'a b c d', 'a d', 'a B c d', { line: 2, found: '', paste: 'B\n' }],
    [
      'with a line within',
      'a b c d',
      'a b x c d',
      'a B C d',
      { line: 3, found: 'x\n', paste: 'B\nC\n' },
    ],
    ['behind a line that is gone', 'a b c', 'b c', 'a n b c', { line: 1, found: '', paste: 'n\n' }],
  ])('%s', (_, base, ours, theirs, expected) => {
    expect(merged(base, ours, theirs)).toEqual(expected);
  });
});
