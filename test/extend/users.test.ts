import { describe, expect, it } from 'vitest';
import { inUse, userOf } from '../../src/remove/users.ts';

const usersOf = (path: string, user: string, text: string) =>
  inUse([{ path, text: '' }], [{ path: user, text }]).get(path);

describe('a file is in use', () => {
  it.each([
    ['src/shared/a.ts', 'src/b/run.ts', "import { a } from '../shared/a.ts';"],
    ['src/shared/a.ts', 'src/b/run.ts', "import { a } from '../shared/a';"],
    ['src/shared/a.ts', 'src/b/run.js', "const a = require('../shared/a.js');"],
    ['src/shared/a.ts', 'src/b/run.mts', 'const a = await import("../shared/a.mjs");'],
    ['src/shared/a.ts', 'test/a.test.ts', "vi.mock('../src/shared/a.ts');"],
    ['src/shared/index.ts', 'src/b/run.ts', "export * from '../shared';"],
    ['src/shared/index.ts', 'src/shared/b.ts', "import a from '.';"],
    ['src/b/run.ts', 'infra/b.ts', "entry: 'src/b/run.ts',"],
    ['src/b/run.ts', 'template.yaml', 'EntryPoints:\n  - src/b/run.ts\n'],
    ['orders/src/b/run.ts', 'orders/template.yaml', 'EntryPoints:\n  - src/b/run.ts\n'],
    ['scripts/b.ts', 'package.json', '{"scripts": {"b": "tsx scripts/b.ts --all"}}'],
    ['events/b/one.json', 'test/b.test.ts', "new URL('../events/b/', import.meta.url)"],
    ['events/b/one.json', 'test/b.test.ts', 'read("events/b/" + name)'],
    [
      'events/b/sqs.one.json',
      'test/b.test.ts',
      `at('sqs', 'one', \`events/b/\${kind}.\${name}.json\`)`,
    ],
    [
      'src/b/create-order.ts',
      'infra/b.ts',
      `fn('CreateOrder', (id) => \`src/b/\${kebab(id)}.ts\`)`,
    ],
  ])('%s by %s: %s', (path, user, text) => {
    expect(usersOf(path, user, text)).toBe(user);
  });

  it.each([
    ['src/shared/a.ts', 'src/b/run.ts', "import { a } from '../shared/a-two.ts';"],
    ['src/shared/a.ts', 'src/b/run.ts', "import { a } from './a.ts';"],
    ['src/shared/a.ts', 'src/b/run.ts', '// what shared/a was for'],
    ['src/b/run.ts', 'src/c/run.ts', 'export const run = 1;'],
    ['events/b/one.json', 'test/b.test.ts', "readdirSync('events/')"],
    ['events/b/sqs.one.json', 'test/b.test.ts', `at('one', \`events/b/\${name}.json\`)`],
  ])('not so: %s by %s: %s', (path, user, text) => {
    expect(usersOf(path, user, text)).toBeUndefined();
  });

  it('with all that it uses itself', () => {
    const going = [
      { path: 'src/c.ts', text: '' },
      { path: 'src/a.ts', text: "import './b.ts';" },
      { path: 'src/b.ts', text: "import './c.ts';" },
      { path: 'src/d.ts', text: "import './a.ts';" },
    ];
    const users = inUse(going, [{ path: 'mine.ts', text: "import './src/a.ts';" }]);
    expect(Object.fromEntries(users)).toEqual({
      'src/a.ts': 'mine.ts',
      'src/b.ts': 'src/a.ts',
      'src/c.ts': 'src/b.ts',
    });
  });
});

describe('a package is in use', () => {
  it.each([
    ['zod', "import * as z from 'zod/mini';"],
    ['@a/b', 'import "@a/b";'],
    ['@types/aws-lambda', "import type { Context } from 'aws-lambda';"],
    ['@types/a__b', "import type { C } from '@a/b';"],
  ])('%s: %s', (name, text) => {
    expect(userOf(name, [{ path: 'a.ts', text }])).toBe('a.ts');
  });

  it.each([
    ['zod', "import z from 'zod-two';", 'a.ts'],
    ['zod', "import z from './zod';", 'a.ts'],
    ['@a/b', "import '@a/bc';", 'a.ts'],
    ['zod', "import z from 'zod';", 'a.json'],
  ])('not so %s: %s', (name, text, path) => {
    expect(userOf(name, [{ path, text }])).toBeUndefined();
  });
});
