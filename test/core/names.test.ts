import { describe, expect, it } from 'vitest';
import {
  isSameIdentifier,
  nameForms,
  nameProblem,
  parseName,
  proposeName,
} from '../../src/core/names.ts';

const KINDS = ['project', 'instance'] as const;

const LEGAL = ['ab', 'my-app', 'a1', 'orders-2', 'x'.repeat(30), 'a-b-c'];

/** Names that break a rule, and what the message must say of it. */
const BROKEN: readonly (readonly [name: string, rule: RegExp])[] = [
  ['', /start with a letter/],
  [' ', /start with a letter/],
  ['My-App', /lower-case/],
  ['my app', /only lower-case letters, digits and single hyphens/],
  ['my_app', /hyphens/],
  ['1st', /start with a letter/],
  ['-a', /start with a letter/],
  ['a-', /single hyphens/],
  ['a--b', /single hyphens/],
  ['../../etc', /only lower-case/],
  ['a/b', /only lower-case/],
  ['a\\b', /only lower-case/],
  ['C:', /only lower-case/],
  ['.', /only lower-case/],
  ['a\0b', /only lower-case/],
  ['a\nb', /only lower-case/],
  ['@scope/app', /only lower-case/],
  ['grün', /only lower-case/],
  ['订单', /only lower-case/],
  ['a', /at least two characters/],
  ['con', /device name of Windows/],
  ['nul', /device name of Windows/],
  ['com1', /device name of Windows/],
  ['lpt9', /device name of Windows/],
  ['class', /reserved word/],
  ['node-modules', /npm refuses/],
  ['map', /class or type of the language/],
  ['await', /reserved word/],
  ['x'.repeat(41), /at most (40|30) characters/],
  ['x'.repeat(215), /at most (40|30) characters/],
];

it.each([
  ['project', 40],
  ['instance', 30],
] as const)('a %s that is too long is told its own limit', (kind, most) => {
  expect(nameProblem('x'.repeat(most), kind)).toBeUndefined();
  expect(nameProblem('x'.repeat(most + 1), kind)).toContain(`at most ${most} characters,`);
});

const UGLY = [
  ...BROKEN.map(([name]) => name),
  'Ünïcödé Ñame',
  'ＦＵＬＬ ｗｉｄｔｈ',
  '😀',
  'a😀b',
  '‮abc',
  'CON',
  'com1.txt',
  '123',
  '1-2-3',
  '---',
  'constructor',
  '__proto__',
  'hasOwnProperty',
  'CamelCaseName',
  'stack',
  'Shared',
  `${'a-'.repeat(200)}b`,
  `${'x'.repeat(25)}-${'y'.repeat(25)}`,
  'app',
  'ı',
  'ﬀ',
];

describe('a legal name', () => {
  for (const kind of KINDS)
    it.each(LEGAL)(`${kind} %s is accepted as it is`, (name) => {
      expect(nameProblem(name, kind)).toBeUndefined();
      expect(parseName(name, kind).kebab).toBe(name);
      expect(proposeName(name, kind)).toBe(name);
    });

  it('may be longer for a project than for an instance', () => {
    const name = 'x'.repeat(31);
    expect(nameProblem(name, 'project')).toBeUndefined();
    expect(nameProblem(name, 'instance')).toMatch(/at most/);
  });

  it.each(['shared', 'stack', 'test', 'parts', 'base', 'infra'])(
    '%s is free for a project and taken for an instance',
    (name) => {
      expect(nameProblem(name, 'project')).toBeUndefined();
      expect(nameProblem(name, 'instance')).toMatch(/folder or class that every project has/);
    },
  );

  it('has a form for code, ids, paths and variables', () => {
    expect(nameForms('my-2nd-app')).toEqual({
      kebab: 'my-2nd-app',
      camel: 'my2ndApp',
      pascal: 'My2ndApp',
      constant: 'MY_2ND_APP',
    });
  });
});

describe('a broken rule', () => {
  for (const kind of KINDS)
    it.each(BROKEN)(`is named for the ${kind} %j`, (name, rule) => {
      expect(nameProblem(name, kind)).toMatch(rule);
    });

  it('is a usage error that quotes the name', () => {
    expect(() => parseName('a/b', 'project')).toThrow(
      expect.objectContaining({ kind: 'usage', message: expect.stringContaining('"a/b"') }),
    );
  });
});

describe('the proposal', () => {
  for (const kind of KINDS)
    it.each(UGLY)(`for the ${kind} %j is legal, and the message has it`, (name) => {
      const proposal = proposeName(name, kind);
      expect(nameProblem(proposal, kind)).toBeUndefined();
      const problem = nameProblem(name, kind);
      if (problem) expect(problem).toContain(`Try "${proposal}"`);
    });

  it.each([
    ['My App', 'my-app'],
    ['grün', 'grun'],
    ['CamelCaseName', 'camel-case-name'],
    ['../../etc/passwd', 'etc-passwd'],
    ['1st-try', 'app-1st-try'],
    ['123', 'app-123'],
    ['con', 'con-app'],
  ])('for %s is near to it: %s', (name, proposal) => {
    expect(proposeName(name, 'project')).toBe(proposal);
  });

  it('for an instance that is a reserved word names what it works on', () => {
    expect(proposeName('delete', 'instance')).toBe('delete-item');
  });
});

it.each([
  ['item-2', 'item2', true],
  ['ab', 'a-b', true],
  ['orders', 'orders', true],
  ['orders', 'order', false],
])('%s and %s as identifiers: the same is %s', (a, b, same) => {
  expect(isSameIdentifier(a, b)).toBe(same);
});
