import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { substitute } from '../../../src/core/fold/render.ts';
import { type JsonMap, jsonText } from '../../../src/core/values/json.ts';
import { tsKey, tsLines, tsString } from '../../../src/core/values/typescript.ts';
import { hasUnsafe } from '../../../src/core/values/unsafe.ts';
import { isKeyTooLong, yamlKey, yamlLines, yamlString } from '../../../src/core/values/yaml.ts';
import { cases } from '../../support/property.ts';

/** Texts of every kind, and those that mean something in one of the languages. */
const WORDS = [
  ...'__proto__ constructor toString on off yes no y n true null ~ NULL Off 0777 0x1f 1:30 1e3 .inf = << - ? : #'.split(
    ' ',
  ),
  ...[
    "'",
    '"',
    '\\',
    "it's",
    '`$' + '{x}`',
    '!Ref x',
    '&a',
    '*a',
    '%',
    '@',
    '|',
    '>',
    '{',
    '[',
    ',',
    ' a',
    'a ',
    'a: b',
    'a #b',
  ],
  ...[
    '',
    '\n',
    '\r',
    '\r\n',
    '\t',
    '\0',
    '\u0007',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    '\u009f',
    '\u00a0',
    '\u00ad',
  ],
  ...[
    '\u2028',
    '\u2029',
    '\u200d',
    '\u202e',
    '\ufeff',
    '\ufffe',
    '\uffff',
    '👩‍🚀',
    '\u{e0001}',
    '\u{1d173}',
    'é',
    'e\u0301',
  ],
];
const text = fc.oneof(
  fc.constantFrom(...WORDS),
  fc
    .array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'binary' })), { maxLength: 5 })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme' }),
);
/** With halves of characters, which code can hold and a file cannot. */
const any = fc.oneof(
  text,
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
);

/** Values of JSON, whose objects have any key. */
const value = fc.letrec<{ value: unknown; map: JsonMap }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
    text,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('map'),
  ),
  map: fc
    .array(
      fc.tuple(
        text.filter((key) => !isKeyTooLong(key)),
        tie('value'),
      ),
      { maxLength: 4 },
    )
    .map((entries) => Object.fromEntries(entries) as JsonMap),
}));

const evaluated = (code: string) => new Function(`'use strict'; return (${code});`)();

/** As JSON, for `__proto__` is a key like any other there. */
const shown = (each: unknown) => JSON.stringify(each);

describe('TypeScript', () => {
  it('has any string on one line, with nothing that is not seen', () => {
    fc.assert(
      fc.property(any, (each) => {
        const code = tsString(each);
        expect(hasUnsafe(code)).toBe(false);
        expect(evaluated(code)).toBe(each);
      }),
      cases(3000),
    );
  });

  it('has any object as it is', () => {
    fc.assert(
      fc.property(value.map, fc.integer({ min: 20, max: 120 }), (map, width) => {
        expect(shown(evaluated(`{\n${tsLines(map, '  ', width)}\n}`))).toBe(shown(map));
      }),
      cases(2000),
    );
  });

  it('never sets what an object inherits from', () => {
    const made = evaluated(`{ ${tsKey('__proto__')}: ['a'] }`);
    expect(Object.hasOwn(made, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
  });
});

describe('YAML', () => {
  const VERSIONS = ['1.1', '1.2'] as const;

  it('has any text, in both versions, with nothing that is not seen', () => {
    fc.assert(
      fc.property(text, (each) => {
        const written = yamlString(each);
        expect(hasUnsafe(written)).toBe(false);
        for (const version of VERSIONS) expect(parse(`a: ${written}`, { version }).a).toBe(each);
      }),
      cases(3000),
    );
  });

  it('has any mapping as it is, in both versions', () => {
    fc.assert(
      fc.property(value.map, (map) => {
        if (Object.keys(map).length === 0) return;
        for (const version of VERSIONS)
          expect(shown(parse(`a:\n${yamlLines(map, '  ')}\n`, { version }).a)).toBe(shown(map));
      }),
      cases(2000),
    );
  });

  it.each(['on', 'Off', 'yes', 'n', 'null', 'TRUE'])('quotes the key %s', (key) => {
    expect(yamlKey(key)).toBe(`'${key}'`);
  });

  it.each(['source', 'detail-type', '__proto__'])('leaves the key %s bare', (key) => {
    expect(yamlKey(key)).toBe(key);
  });
});

describe('JSON', () => {
  it.each([undefined, 2, '\t'])('has any value, with nothing that is not seen, by %j', (indent) => {
    fc.assert(
      fc.property(value.value, (each) => {
        const written = jsonText(each, indent);
        expect(hasUnsafe(written.replaceAll('\n', '').replaceAll('\t', ''))).toBe(false);
        expect(shown(JSON.parse(written))).toBe(shown(each));
      }),
      cases(2000),
    );
  });
});

describe('a substitution', () => {
  const key = fc.constantFrom('__Name__', '__name__', '__Name__Queue', 'arm64', '$&', '$1', '\\');

  it('puts each value in as it is, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.dictionary(key, fc.oneof(key, any)),
        fc.array(fc.oneof(key, text)),
        (values, parts) => {
          const between = '\u0000';
          const keys = Object.keys(values);
          const safe = parts.filter(
            (part) => keys.includes(part) || !keys.some((each) => part.includes(each)),
          );
          const expected = safe.map((part) => (keys.includes(part) ? values[part]! : part));
          expect(substitute(safe.join(between), values)).toBe(expected.join(between));
        },
      ),
      cases(3000),
    );
  });
});
