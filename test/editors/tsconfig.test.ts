import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/core/text-edit.ts';
import { excludeFolder, namesItsFiles } from '../../src/editors/tsconfig.ts';

function excluded(text: string): string {
  const edit = excludeFolder(text, 'orders');
  if (edit.status !== 'edited') throw new Error(edit.status);
  return applyEdits(text, edit.edits);
}

describe('a folder is left out of a tsconfig.json', () => {
  it.each([
    ['{ "exclude": ["a"] }', '{ "exclude": ["a", "orders"] }'],
    [
      '{\n\t"exclude": [\n\t\t"a",\n\t],\n}\n',
      '{\n\t"exclude": [\n\t\t"a",\n\t\t"orders",\n\t],\n}\n',
    ],
    ['{ "exclude": [] }', '{ "exclude": ["orders"] }'],
    [
      '{\r\n  // none\r\n  "files": []\r\n}',
      '{\r\n  // none\r\n  "files": [],\r\n  "exclude": ["node_modules", "orders"]\r\n}',
    ],
  ])('%j', (before, after) => {
    expect(excluded(before)).toBe(after);
  });

  it('once', () => {
    expect(excludeFolder('{ "exclude": ["orders"] }', 'orders').status).toBe('present');
  });

  it.each(['', '[]', '{}'])('not where there are no settings: %j', (text) => {
    expect(excludeFolder(text, 'orders').status).toBe('refused');
  });
});

it.each([
  ['{ "include": ["src", "test/**/*"] }', true],
  ['{ "files": ["a.ts"] }', true],
  ['{ "include": ["**/*.ts"] }', false],
  ['{ "include": ["."] }', false],
  ['{ "compilerOptions": {} }', false],
])('%s names what it compiles: %s', (text, isNamed) => {
  expect(namesItsFiles(text)).toBe(isNamed);
});
