import { describe, expect, it } from 'vitest';
import { replaceBlock } from '../../src/core/fold/managed-block.ts';
import {
  dotted,
  nameSubstitutions,
  projectSubstitutions,
  substitute,
} from '../../src/core/fold/render.ts';
import { nameForms } from '../../src/core/names.ts';
import { projectPath } from '../../src/core/paths.ts';
import { sampleProject } from '../../src/core/project.ts';
import { didYouMean, nearest } from '../../src/core/suggest.ts';
import {
  applyEdits,
  editedPart,
  indentAt,
  insertion,
  lineEnd,
  lineStart,
  withEndOfLine,
} from '../../src/core/tree/text-edit.ts';

describe('projectPath', () => {
  it.each(['a', 'a/b.ts', '.github/x', 'a b', '..a/b..', 'ä/😀'])('takes %j', (path) => {
    expect(projectPath(path)).toBe(path);
  });

  it.each([
    '',
    '/',
    '/etc/passwd',
    '..',
    '../a',
    'a/../b',
    'a/..',
    './a',
    'a//b',
    'a/',
    'a\\b',
    '..\\a',
    'C:/a',
    'c:a',
    'a\0b',
  ])('refuses %j', (path) => {
    expect(() => projectPath(path)).toThrow(expect.objectContaining({ kind: 'refused' }));
  });
});

describe('the nearest word', () => {
  const words = ['rest-api', 'pub-sub', 'workflow'];

  it.each([
    ['restapi', 'rest-api'],
    ['rest-apis', 'rest-api'],
    ['workfow', 'workflow'],
    ['kubernetes', undefined],
  ])('to %s is %s', (word, near) => {
    expect(nearest(word, words)).toBe(near);
  });

  it('is told with all there are', () => {
    expect(didYouMean('pubsub', words)).toBe(
      'Did you mean "pub-sub"? Known: rest-api, pub-sub, workflow.',
    );
    expect(didYouMean('kubernetes', words)).toBe('Known: rest-api, pub-sub, workflow.');
    expect(didYouMean('path', [])).toBe('It takes none.');
    expect(nearest('x', [])).toBeUndefined();
  });
});

describe('text edits', () => {
  it('apply at their offsets, whatever order they come in', () => {
    expect(applyEdits('abc', [insertion(3, '3'), insertion(0, '0'), insertion(1, '1')])).toBe(
      '0a1bc3',
    );
  });

  it('keep their order at one offset', () => {
    const edits = ['x', 'y', 'z'].map((text) => insertion(1, text));
    expect(applyEdits('ab', edits)).toBe('axyzb');
  });

  it('replace', () => {
    expect(applyEdits('a{}b', [{ start: 1, end: 3, text: '' }, insertion(4, '!')])).toBe('ab!');
  });

  it('take out what either of two takes out that overlap', () => {
    const edits = [
      { start: 1, end: 6, text: 'x' },
      { start: 2, end: 4, text: 'y' },
      { start: 5, end: 7, text: '' },
    ];
    expect(applyEdits('abcdefgh', edits)).toBe('axh');
  });

  it('show a part of a text after the edits in it', () => {
    expect(editedPart('abcdef', 1, 5, [{ start: 2, end: 3 }, insertion(5, '!')])).toBe('bde!');
    expect(editedPart('abcdef', 2, 4, [{ start: 1, end: 3 }, insertion(5, '!')])).toBe('cd');
  });

  it.each([
    ['a\nb', '\n'],
    ['a\r\nb\n', '\r\n'],
    ['a\nb\r\n', '\n'],
    ['', '\n'],
  ])('take the end of line of %j', (text, eol) => {
    expect(withEndOfLine('x\ny\r\nz', text)).toBe(`x${eol}y${eol}z`);
  });

  it.each(['a\n\tbc', 'a\r\n\tbc\r\n'])('find the line of an offset in %j', (text) => {
    const at = text.indexOf('c');
    expect(text.slice(lineStart(text, at), lineEnd(text, at))).toBe('\tbc');
    expect(indentAt(text, at)).toBe('\t');
    expect(lineStart(text, 0)).toBe(0);
  });
});

describe('substitution', () => {
  it('is one pass: a value is not substituted again', () => {
    expect(substitute('a b', { a: 'b', b: 'a' })).toBe('b a');
  });

  it('takes the longest key, and a key as plain text', () => {
    expect(substitute('ab a .+ xx', { a: '1', ab: '2', '.+': '3' })).toBe('2 1 3 xx');
  });

  it('has no meaning for a dollar in a value', () => {
    expect(substitute('a', { a: '$&$1' })).toBe('$&$1');
  });

  it('leaves a text alone that has no keys', () => {
    expect(substitute('a', {})).toBe('a');
  });

  it('knows the forms of a name, whichever stands first', () => {
    const text = '__Name__ __name__ __NAME__ __name-kebab__ x__Name__y';
    expect(substitute(text, nameSubstitutions(nameForms('my-app')))).toBe(
      'MyApp myApp MY_APP my-app xMyAppy',
    );
  });

  it('swaps the literals of the defaults for what the project has', () => {
    const project = { ...sampleProject('sam'), runtime: 'nodejs22.x', arch: 'x86_64' } as const;
    const text =
      'nodejs24.x NODEJS_24_X node24 arm64 ARM_64 __region__ __run__ __generator__ __app-kebab__';
    expect(substitute(text, projectSubstitutions(project, '0.1.4'))).toBe(
      'nodejs22.x NODEJS_22_X node22 x86_64 X86_64 us-east-1 npm run npx create-lambda-app@0.1 my-app',
    );
    const arm = substitute('arm64 ARM_64', projectSubstitutions(sampleProject('sam'), '2.0.1'));
    expect(arm).toBe('arm64 ARM_64');
  });

  it.each([
    ['_gitignore', '.gitignore'],
    ['_github/workflows/_x.yml', '.github/workflows/.x.yml'],
    ['src/__name-kebab__/a_b.ts', 'src/__name-kebab__/a_b.ts'],
  ])('%s becomes %s', (path, expected) => {
    expect(dotted(path)).toBe(expected);
  });
});

describe('a managed block', () => {
  const begin = '<!-- lambda-app:begin -->';
  const end = '<!-- lambda-app:end -->';

  it('is replaced, and nothing else is', () => {
    const text = `# a\n${begin}\nold\n${end}\n# b`;
    const expected = `# a\n${begin}\n\nnew\n\n${end}\n# b`;
    expect(replaceBlock(text, '\nnew\n')).toBe(expected);
    expect(replaceBlock(expected, 'new')).toBe(expected);
  });

  it('takes the end of line of its document', () => {
    expect(replaceBlock(`a\r\n${begin}${end}`, 'x\ny')).toBe(
      `a\r\n${begin}\r\n\r\nx\r\ny\r\n\r\n${end}`,
    );
  });

  it.each([
    ['no markers', 'a'],
    ['no end', begin],
    ['no begin', end],
    ['the end first', `${end}${begin}`],
    ['two beginnings', `${begin}${begin}${end}`],
    ['two ends', `${begin}${end}${end}`],
  ])('is left alone with %s', (_, text) => {
    expect(replaceBlock(text, 'x')).toBeUndefined();
  });
});
