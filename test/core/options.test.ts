import { describe, expect, it } from 'vitest';
import { choice, defaultOf, parseOptions, refuseOutdated, text } from '../../src/core/options.ts';

const spec = {
  auth: choice('Who', ['cognito', 'iam', 'none']),
  prefix: text('Where', 'uploads/', (value) => (value.endsWith('/') ? undefined : 'end in /')),
  note: text('What', ''),
};

const parse = (given: Record<string, string>) => () => parseOptions(spec, given, 'orders');

describe('options', () => {
  it('take their defaults, in the order of the declaration', () => {
    expect(Object.entries(parse({})())).toEqual([
      ['auth', 'cognito'],
      ['prefix', 'uploads/'],
      ['note', ''],
    ]);
    expect(defaultOf(spec.auth)).toBe('cognito');
  });

  it('take what is given', () => {
    expect(parse({ auth: 'none', prefix: 'a/', note: '' })()).toEqual({
      auth: 'none',
      prefix: 'a/',
      note: '',
    });
  });

  it.each([
    [{ auht: 'iam' }, 'orders has no option "auht"', /Did you mean "auth"/],
    [{ __proto__x: '1' }, 'orders has no option "__proto__x"', /Known: auth/],
    [{ toString: '1' }, 'orders has no option "toString"', /Known: auth/],
    [{ auth: 'cognitto' }, 'orders.auth cannot be "cognitto"', /Did you mean "cognito"/],
    [{ auth: '' }, 'orders.auth cannot be ""', /Known: cognito, iam, none/],
    [{ prefix: 'a' }, 'orders.prefix cannot be "a"', /End in/],
  ])('refuse %j', (given, message, hint) => {
    expect(parse(given as unknown as Record<string, string>)).toThrow(
      expect.objectContaining({ kind: 'usage', message, hint: expect.stringMatching(hint) }),
    );
  });
});

describe('a value whose time has passed', () => {
  const inTime = { outdated: (value: string) => (value === 'old' ? 'it is over' : undefined) };
  const spec = { when: text('When', 'now', undefined, inTime), auth: choice('Auth', ['a', 'b']) };
  const check = (when: string) => () =>
    refuseOutdated(spec, parseOptions(spec, { when }, 'it'), 'it', new Date());

  it('is refused to who asks for it, and stands where it stands', () => {
    expect(check('new')).not.toThrow();
    expect(() => parseOptions(spec, { when: 'old' }, 'it')).not.toThrow();
    expect(check('old')).toThrow(
      expect.objectContaining({
        kind: 'usage',
        message: 'it.when cannot be "old"',
        hint: 'It is over',
      }),
    );
  });
});
