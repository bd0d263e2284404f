import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/core/tree/text-edit.ts';
import { addToSettings } from '../../src/editors/json/list.ts';
import { excludedBy, namesItsFiles, readTsConfig } from '../../src/editors/json/tsconfig.ts';

const excludeFolder = (text: string, exclude: readonly string[]) =>
  addToSettings(text, excludedBy({ exclude }), 'orders');

function excluded(text: string): string {
  const edit = addToSettings(text, excludedBy({ outDir: ['./dist'] }), 'orders');
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
      '{\r\n  // none\r\n  "files": [],\r\n  "exclude": ["node_modules", "./dist", "orders"]\r\n}',
    ],
    [
      '{\r\n  "exclude": [\r\n    "a"\r\n  ]\r\n}\r\n',
      '{\r\n  "exclude": [\r\n    "a",\r\n    "orders"\r\n  ]\r\n}\r\n',
    ],
  ])('%j', (before, after) => {
    expect(excluded(before)).toBe(after);
  });

  it('once', () => {
    expect(excludeFolder('{ "exclude": ["orders"] }', []).status).toBe('present');
    expect(excludeFolder('{ "extends": "./a" }', ['orders']).status).toBe('present');
  });

  it.each(['', '[]', '{}'])('not where there are no settings: %j', (text) => {
    expect(excludeFolder(text, []).status).toBe('refused');
  });
});

it.each([
  ['{ "include": ["src", "test/**/*"] }', true],
  ['{ "files": ["a.ts"] }', true],
  ['{ "include": ["**/*.ts"] }', false],
  ['{ "include": ["."] }', false],
  ['{ "compilerOptions": {} }', false],
])('%s names what it compiles: %s', (text, isNamed) => {
  expect(namesItsFiles(readTsConfig(text)!.paths)).toBe(isNamed);
});

it('what it says of paths is read whatever else it says, and however it is written', () => {
  expect(
    readTsConfig(`\uFEFF{
  // of the team
  "extends": ["./a", "@b/c"], "include": null, "exclude": ["x", 1],
  "compilerOptions": { "outDir": "./dist", "strict": true, },
}`),
  ).toEqual({ bases: ['./a', '@b/c'], paths: { exclude: ['x'], outDir: ['./dist'] } });
  expect(readTsConfig('{ "extends": "./a", "compilerOptions": null }')).toEqual({
    bases: ['./a'],
    paths: {},
  });
  for (const text of ['', '[]', 'null', '1']) expect(readTsConfig(text)).toBeUndefined();
});
