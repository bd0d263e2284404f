import { describe, expect, it } from 'vitest';
import { formatManifest, type Manifest, parseManifest } from '../../src/core/manifest.ts';
import { sampleProject } from '../../src/core/project.ts';

const manifest: Manifest = {
  project: sampleProject('sam'),
  instances: [
    { name: 'orders', pattern: 'rest-api', options: { auth: 'iam', api: 'http' } },
    { name: 'items', pattern: 'rest-api', options: {} },
  ],
  additions: [
    {
      kind: 'trigger',
      function: 'resize',
      type: 'sqs',
      ordinal: 2,
      options: { queue: 'Jobs' },
    },
  ],
  made: {
    orders: { version: '0.1.0', needs: ['parts/env'], inserted: {} },
    'resize/sqs-2': {
      version: '0.1.0',
      needs: [],
      inserted: {
        'template.yaml': [
          { at: ['Resources', 'Queue'], hash: '0123', before: '\n\n' },
          { at: ['Resources', 'Resize', 'Properties', 'Events'], was: ' {}' },
        ],
        'package.json': [{ at: ['dependencies', 'zod'], isFound: true }],
      },
    },
  },
  files: {
    base: { 'a.ts': '00', '.gitignore': '01' },
    orders: {},
    'parts/env': { 'src/b.ts': '1' },
  },
};

const data = (): Record<string, unknown> => JSON.parse(formatManifest(manifest));
const withField = (field: string, value: unknown) => JSON.stringify({ ...data(), [field]: value });
const instance = (fields: object) => [{ ...manifest.instances[0], ...fields }];
const reversed = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).reverse()) as T;

describe('a manifest', () => {
  it('is what it was after a round trip', () => {
    expect(parseManifest(formatManifest(manifest))).toEqual(manifest);
    const text = formatManifest(manifest);
    expect(formatManifest(parseManifest(text))).toBe(text);
  });

  it('is the same text whatever order its parts came in', () => {
    const other = {
      ...manifest,
      project: reversed(manifest.project),
      files: reversed({ ...manifest.files, base: reversed(manifest.files.base!) }),
    };
    expect(formatManifest(other)).toBe(formatManifest(manifest));
  });

  it('keeps the order in which instances were added', () => {
    expect(parseManifest(formatManifest(manifest)).instances.map(({ name }) => name)).toEqual([
      'orders',
      'items',
    ]);
  });

  it('holds no clock and ends with a newline', () => {
    const text = formatManifest(manifest);
    expect(text).not.toMatch(/20\d\d-/);
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('of a newer schema is refused with the way to update', () => {
    expect(() => parseManifest(withField('schema', 3))).toThrow(
      expect.objectContaining({
        kind: 'refused',
        message: 'lambda-app.json has schema 3; this version knows 2',
        hint: expect.stringContaining('create-lambda-app@latest'),
      }),
    );
  });

  it.each([
    ['no JSON', '{', /JSON/],
    ['conflict markers', '<<<<<<< HEAD\n{}', /JSON/],
    ['empty', '', /JSON/],
    ['a list', '[]', /the file is not an object/],
    ['null', 'null', /the file is not an object/],
    ['without a schema', '{}', /schema is undefined/],
    ['of schema "1"', withField('schema', '1'), /schema is "1"/],
    ['of schema 0', withField('schema', 0), /schema is 0/],
    ['with an illegal app', withField('app', '../x'), /app: .* Try "x-?/],
    ['with an app that is a number', withField('app', 1), /app is not a string/],
    ['with another iac', withField('iac', 'terraform'), /iac is "terraform", not one of cdk, sam/],
    ['with another runtime', withField('runtime', 'python'), /runtime is "python"/],
    ['with no arch', withField('arch', undefined), /arch is undefined/],
    ['with another package manager', withField('packageManager', 'rm -rf'), /packageManager/],
    ['with a hostile region', withField('region', "'; rm -rf /"), /region/],
    ['with instances that are no list', withField('instances', {}), /instances is not a list/],
    ['with a null instance', withField('instances', [null]), /instances\[0\] is not an object/],
    ['with a hostile name', withField('instances', instance({ name: '../x' })), /\[0\].name: /],
    ['with a reserved name', withField('instances', instance({ name: 'con' })), /device name/],
    ['without a pattern', withField('instances', instance({ pattern: 1 })), /pattern is not a str/],
    ['with a number option', withField('instances', instance({ options: { a: 1 } })), /options.a/],
    ['without options', withField('instances', instance({ options: null })), /options is not an/],
    ['with two of a name', withField('instances', [...instance({}), ...instance({})]), /"orders"/],
    [
      'with two of one identifier',
      withField('instances', [...instance({ name: 'a-b' }), ...instance({ name: 'ab' })]),
      /"a-b" and "ab"/,
    ],
    ['without files', withField('files', undefined), /files is not an object/],
    ['with a hash that is null', withField('files', { base: { a: null } }), /files.base.a/],
    ['with an addition of no kind', withField('additions', [{ kind: 'x' }]), /kind is "x"/],
    [
      'with a trigger of no function',
      withField('additions', [{ kind: 'trigger', type: 'sqs', options: {} }]),
      /additions\[0\].function is not a string/,
    ],
    [
      'with a trigger of schema 1 that names none',
      withField('additions', [{ kind: 'trigger', key: 'resize', options: {} }]),
      /names no trigger/,
    ],
    [
      'with an insertion that is nowhere',
      withField('made', { orders: { version: '1', inserted: { a: [{ at: 'x' }] } } }),
      /made.orders.inserted.a\[0\].at is not a list/,
    ],
  ])('that is %s is refused as damaged', (_, text, what) => {
    expect(() => parseManifest(text)).toThrow(
      expect.objectContaining({
        kind: 'refused',
        message: expect.stringMatching(new RegExp(`is damaged: .*${what.source}`, 's')),
        hint: expect.stringContaining('version control'),
      }),
    );
  });

  it.each(['/etc/passwd', '../x', 'a/../../x', 'C:\\x', ''])('refuses the path %j', (path) => {
    const text = withField('files', { base: { [path]: '0' } });
    expect(() => parseManifest(text)).toThrow(/^lambda-app.json is damaged: files.base has /);
  });
});
