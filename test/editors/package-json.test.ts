import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/core/tree/text-edit.ts';
import { editPackageJson } from '../../src/editors/json/package-json.ts';
import {
  crlf,
  type Editor,
  expectEdited,
  expectRefused,
  MARK,
  mutated,
  onlyInserts,
  SEEDS,
} from '../support/edits.ts';

const ADDITIONS = {
  dependencies: { zod: '^4.0.0' },
  devDependencies: { vitest: '^4.1.0' },
  scripts: { build: 'esbuild' },
};

const adding =
  (additions: Partial<typeof ADDITIONS>): Editor =>
  (text) =>
    editPackageJson(text, { dependencies: {}, devDependencies: {}, scripts: {}, ...additions });

const all = adding(ADDITIONS);
const packages = (...names: string[]) =>
  adding({
    dependencies: Object.fromEntries(names.map((name) => [name, '1'])) as { zod: string },
  });

const FULL = `{
  "name": "x",
  "scripts": {
    "test": "vitest"
  },
  "dependencies": {
    "b": "1",
    "d": "1"
  },
  "devDependencies": {
    "tsx": "1"
  }
}
`;

const parsed = (text: string) => JSON.parse(text.replace(MARK, ''));

/** The object that a section-wise union gives; what stands wins. */
const united = (text: string) => {
  const before = parsed(text);
  const sections = Object.entries(ADDITIONS).map(([name, added]) => [
    name,
    { ...added, ...before[name] },
  ]);
  return { ...before, ...Object.fromEntries(sections) };
};

const HOSTS: Readonly<Record<string, string>> = {
  'all sections': FULL,
  'CRLF ends of line': crlf(FULL),
  'a byte order mark': MARK + FULL,
  'no final newline': FULL.trimEnd(),
  tabs: FULL.replaceAll('  ', '\t'),
  'four spaces': FULL.replaceAll('  ', '    '),
  'one line': '{ "name": "x", "scripts": { "a": "b" }, "dependencies": {"z":"1"} }\n',
  'one line, dense': '{"name":"x"}',
  'an empty object': '{}\n',
  'an empty object on two lines': '{\n}\n',
  'no sections': '{\n  "name": "x"\n}\n',
  'no sections, tabs': '{\n\t"name": "x"\n}\n',
  'an empty section, four spaces': '{\n    "name": "x",\n    "scripts": {}\n}\n',
  'empty sections': '{\n  "scripts": {},\n  "dependencies": {\n  },\n  "devDependencies": { }\n}\n',
  'sections on one line each': '{\n  "scripts": { "a": "b" },\n  "dependencies": {"a": "1"}\n}\n',
  'a section behind an array': '{\n  "files": [\n    "a"\n  ]\n}\n',
};

describe('a package.json', () => {
  it.each(Object.entries(HOSTS))('with %s gains exactly what it lacks', (_, host) => {
    expect(onlyInserts(all(host))).toBe(true);
    expect(parsed(expectEdited(all, host))).toEqual(united(host));
  });

  it.each([
    ['tabs', '\n\t\t"build": "esbuild"'],
    ['four spaces', '\n        "build": "esbuild"'],
    ['no sections', '\n    "build": "esbuild"\n  }'],
    ['no sections, tabs', '\n\t"scripts": {\n\t\t"build": "esbuild"\n\t}'],
    ['an empty section, four spaces', '{\n        "build": "esbuild"\n    }'],
    ['empty sections', '"scripts": {\n    "build": "esbuild"\n  }'],
    ['an empty object', '{\n  "scripts": {\n    "build": "esbuild"\n  },\n'],
    ['one line', '"scripts": { "a": "b", "build": "esbuild" }'],
  ])('with %s keeps its own style', (host, expected) => {
    expect(expectEdited(all, HOSTS[host]!)).toContain(expected);
  });

  it('keeps the range that stands', () => {
    const host = '{\n  "dependencies": {\n    "zod": "1.0.0"\n  }\n}\n';
    expect(packages('zod')(host)).toEqual({ status: 'present' });
  });

  it('takes nothing for development that it has for production', () => {
    const host = '{\n  "dependencies": {\n    "vitest": "1.0.0"\n  }\n}\n';
    const edit = adding({ devDependencies: ADDITIONS.devDependencies });
    expect(edit(host)).toEqual({ status: 'present' });
  });

  it.each([
    ['first', ['a'], ['a', 'b', 'd']],
    ['in the middle', ['c'], ['b', 'c', 'd']],
    ['last', ['e'], ['b', 'd', 'e']],
    ['everywhere, in order', ['e', 'c2', 'a2', 'c1', 'a1'], 'a1 a2 b c1 c2 d e'.split(' ')],
  ])('takes a dependency %s', (_, names, order) => {
    const text = expectEdited(packages(...names), FULL);
    expect(Object.keys(parsed(text).dependencies)).toEqual(order);
  });

  it('takes scripts at the end, in the order they come', () => {
    const edit = adding({ scripts: { z: '1', a: '2' } as unknown as { build: string } });
    expect(Object.keys(parsed(expectEdited(edit, FULL)).scripts)).toEqual(['test', 'z', 'a']);
  });
});

describe('a package.json is refused', () => {
  it.each([
    ['that is empty', '', /no valid JSON/],
    ['with a comment', '{\n  // mine\n  "name": "x"\n}', /no valid JSON/],
    ['with a trailing comma', '{\n  "name": "x",\n}', /no valid JSON/],
    ['that is a list', '[]', /not a JSON object/],
    ['that is a word', 'null', /not a JSON object/],
    ['with a section that is null', '{"scripts": null}', /"scripts" is not an object/],
    ['with a section that is a list', '{"dependencies": ["a"]}', /"dependencies" is not an object/],
    ['with a key twice', '{"name": "a", "name": "b"}', /it has "name" twice/],
    ['with a package twice', '{"dependencies": {"a": "1", "a": "2"}}', /"dependencies" has "a" tw/],
  ])('%s', (_, host, reason) => {
    expect(parsed(expectRefused(all, host, reason))).toMatchObject(ADDITIONS);
  });
});

it('never crashes or spoils a file, however it is mutated', () => {
  const seen = SEEDS.map((seed) => {
    const host = mutated(FULL, seed);
    const edit = all(host);
    if (edit.status === 'edited')
      expect(parsed(applyEdits(host, edit.edits))).toEqual(united(host));
    return edit.status;
  });
  expect(new Set(seen)).toEqual(new Set(['edited', 'refused']));
});
