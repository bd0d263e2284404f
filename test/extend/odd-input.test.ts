import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import { lineWidthOf } from '../../src/host/line-width.ts';
import { projectDisk } from '../../src/io/list-files.ts';
import {
  addFunction,
  addPattern,
  addTrigger,
  after,
  bytes,
  type Host,
  hostOf,
  read,
  removeNamed,
  removeTrigger,
} from '../support/extend.ts';
import { FOREIGN } from '../support/extend-hosts.ts';
import { temporaryFolder } from '../support/folders.ts';

const MARK = '\uFEFF';

const changed = ({ form, files }: Host, other: Readonly<Record<string, string>>) =>
  hostOf(form, { ...Object.fromEntries(files), ...other });

describe('a template with backslashes', () => {
  const windows = (code: string) =>
    changed(FOREIGN.sam, {
      'template.yaml': read(FOREIGN.sam, 'template.yaml').replace('CodeUri: resize/', code),
    });

  it('has its handlers where they would be with slashes', () => {
    const { inferred } = addTrigger(windows('CodeUri: .\\resize\\'), 'resize', 'sqs');
    expect(inferred.join('\n')).toContain('resize/app.ts');
  });

  it.each(['CodeUri: .\\src\\', "CodeUri: 'src\\lambdas\\'"])('takes a function: %s', (code) => {
    const folder = code.includes('lambdas') ? 'src/lambdas' : 'src';
    const host = changed(windows(code), { [`${folder}/app.ts`]: 'export const handler = 1;\n' });
    const paths = addFunction(host, { name: 'rotate' }).changes.map(({ path }) => path);
    expect(paths).toContain(`${folder}/rotate.ts`);
  });

  it('has no handler where no path is named', () => {
    const host = changed(FOREIGN.sam, {
      'template.yaml': read(FOREIGN.sam, 'template.yaml').replace('app.handler', '"\\0.handler"'),
    });
    expect(addTrigger(host, 'resize', 'sqs').inferred.join('\n')).not.toContain('app.ts');
  });
});

it('a function that a loop makes is refused with the place of the loop', () => {
  const fn = 'Type: AWS::Serverless::Function\n          Properties: { Handler: app.handler }\n';
  const loop = `  Fn::ForEach::Handlers:\n    - Name\n    - [Orders]\n    - Handle\${Name}:\n          ${fn}`;
  const other = `  Other:\n    Type: AWS::Lambda::Function\n`;
  const host = changed(FOREIGN.sam, { 'template.yaml': `Resources:\n${other}${loop}` });
  for (const name of ['HandleOrders', 'Handlers'])
    expect(() => addTrigger(host, name, 'sqs')).toThrow(
      expect.objectContaining({
        kind: 'refused',
        message: expect.stringContaining('Fn::ForEach::Handlers makes Handle'),
        at: { path: 'template.yaml', line: 4 },
        hint: expect.stringContaining('outside of the loop'),
      }),
    );
  expect(() => addTrigger(host, 'Unknown', 'sqs')).toThrow(/There is no function "Unknown"/);
});

it('a template that has the function twice is refused for that, and not for a circle through it', () => {
  const fn =
    'Type: AWS::Serverless::Function\n    Properties:\n      Handler: resize/app.handler\n';
  const template = `Transform: AWS::Serverless-2016-10-31\nResources:\n  Fn:\n    ${fn}  Fn:\n    Type: AWS::SNS::Topic\n`;
  const host = changed(FOREIGN.sam, { 'template.yaml': template });
  expect(() => addTrigger(host, 'Fn', 'http', { path: '/a' })).toThrow('it has Fn twice');
});

describe('a package.json', () => {
  const withPackage = (text: string) => changed(FOREIGN.cdk, { 'package.json': text });
  const said = (host: Host) => addTrigger(host, 'resize', 'sqs').inferred.join('\n');

  it.each([
    ['whose scripts are null', '{"scripts": null}'],
    ['whose scripts are a text', '{"scripts": "x", "devDependencies": null}'],
    ['that is null', 'null'],
    ['that is a list', '[]'],
    ['that is empty', ''],
  ])('%s has no test runner', (_, text) => {
    expect(said(withPackage(text))).toContain('no test runner');
  });

  it('is read behind a byte order mark', () => {
    const text = read(FOREIGN.cdk, 'package.json');
    expect(said(withPackage(MARK + text))).toBe(said(FOREIGN.cdk));
  });

  const dependencies = { 'aws-cdk-lib': '2.276.0', constructs: '^10.0.0' };
  const CDK = JSON.stringify({ dependencies }, null, 2);
  const orders = { pattern: 'rest-api', name: 'orders' };

  it('takes a pattern’s packages behind a byte order mark, and is as it was without it', () => {
    const host = withPackage(MARK + CDK);
    const there = after(host, addPattern(host, orders));
    expect(read(there, 'package.json')).toMatch(/^\uFEFF\{[\s\S]*"zod"/);
    expect(bytes(after(there, removeNamed(there, 'orders')))).toEqual(bytes(host));
  });

  it.each(['null', '[]', '{'])('that is %s takes no pattern, and the refusal says why', (text) => {
    expect(() => addPattern(withPackage(text), orders)).toThrow(
      expect.objectContaining({
        kind: 'refused',
        message: 'package.json is no JSON object',
        at: { path: 'package.json' },
      }),
    );
  });
});

describe('a manifest that says of package.json what nobody inserted', () => {
  const there = after(FOREIGN.sam, addTrigger(FOREIGN.sam, 'resize', 'sqs'));
  const saying = (insertions: unknown) => {
    const manifest = JSON.parse(read(there, 'lambda-app.json'));
    manifest.made['resize-function/sqs'].inserted['package.json'] = insertions;
    return changed(there, { 'lambda-app.json': JSON.stringify(manifest) });
  };

  it.each([
    ['a text', 'oops'],
    ['no place', [{ hash: '0' }]],
    ['a place that is a number', [{ at: [1] }]],
    ['a place that is empty', [{ at: [], hash: '0' }]],
    ['a hash that is a number', [{ at: ['a'], hash: 0 }]],
  ])('%s: is refused', (_, insertions) => {
    expect(() => removeTrigger(saying(insertions), 'resize', 'sqs')).toThrow(
      expect.objectContaining({
        kind: 'refused',
        message: expect.stringMatching(/^lambda-app\.json is damaged: .*package\.json/),
      }),
    );
  });

  it.each([[['devDependencies', 'vitest']], [['type']], [['a', 'b', 'c']]])(
    'of another value, or of nothing: %j stays as it is',
    (at) => {
      const host = saying([{ at, hash: '0123456789abcdef' }]);
      const plan = removeTrigger(host, 'resize', 'sqs', { isPartial: true });
      expect(read(after(host, plan), 'package.json')).toBe(read(FOREIGN.sam, 'package.json'));
    },
  );
});

const STACK = projectPath('lib/stack.ts');

describe('what is no matter when it cannot be read', () => {
  it.each([
    ['.editorconfig', 'max_line_length = 120\n'],
    ['package.json', '{"prettier": {}}'],
  ])('%s that is a link out of the project says nothing of the line width', (name, text) => {
    const outside = temporaryFolder({ [name]: text });
    const root = temporaryFolder({ 'lib/stack.ts': '' });
    symlinkSync(join(outside, name), join(root, name));
    expect(lineWidthOf(projectDisk(root), STACK, '')).toBe(80);
  });

  it('but a folder around the project says it, as far as the repository goes', () => {
    const folder = temporaryFolder({
      '.git/HEAD': '',
      '.prettierrc.json': '{ "printWidth": 120 }',
      'cdk/package.json': '{ "devDependencies": { "prettier": "3.6.2" } }',
      'cdk/lib/stack.ts': '',
    });
    expect(lineWidthOf(projectDisk(join(folder, 'cdk')), STACK, '')).toBe(120);
    expect(lineWidthOf(projectDisk(join(folder, 'cdk', 'lib')), STACK, '')).toBe(120);
  });

  it('but a package that has Prettier keeps to its standard', () => {
    const root = temporaryFolder({
      'package.json': '{ "devDependencies": { "prettier": "3.6.2" } }',
      'lib/stack.ts': '',
    });
    expect(lineWidthOf(projectDisk(root), STACK, 'x'.repeat(99))).toBe(80);
  });

  it('but an empty .prettierrc says that lines are as long as Prettier has them', () => {
    const root = temporaryFolder({ 'lib/stack.ts': '', '.prettierrc': '' });
    expect(lineWidthOf(projectDisk(root), STACK, 'x'.repeat(99))).toBe(80);
  });

  it('.editorconfig in another encoding says nothing either', () => {
    const root = temporaryFolder({ 'lib/stack.ts': '' });
    writeFileSync(join(root, '.editorconfig'), Buffer.from([0xff, 0xfe, 0x61, 0x00]));
    expect(lineWidthOf(projectDisk(root), STACK, '')).toBe(80);
  });
});
