import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { INSTALL, judge, packed } from './packed.ts';

const { folder, bin, succeed } = packed();

/** What lambda-gen adds to each. */
const ADDED = [
  'pattern rest-api orders',
  'pattern pub-sub news',
  'function resize',
  'trigger resize sqs',
];

const extend = async (cwd: string, added: readonly string[] = ADDED) => {
  for (const words of added) await succeed(bin('lambda-gen'), ['add', ...words.split(' ')], cwd);
};

describe('a project that cdk init made', () => {
  const cwd = join(folder, 'shop');

  it('takes patterns, a function and a trigger', async () => {
    mkdirSync(cwd);
    const cdk = join(packageRoot, 'node_modules/.bin/cdk');
    await succeed(cdk, ['init', 'app', '--language', 'typescript', '--generate-only'], cwd);
    await extend(cwd);
    await succeed('npm', INSTALL, cwd);
  });

  it('still compiles, passes its own tests, and makes a stack', async () => {
    await succeed('npx', ['tsc'], cwd);
    await succeed('npm', ['test'], cwd);
    await succeed('npx', ['cdk', 'synth', '--quiet'], cwd);
  });

  it.each(['orders', 'news'])('passes the checks of %s', async (name) => {
    expect(await succeed('npm', ['run', `check:${name}`], cwd)).toMatch(/Tests .* passed/);
  });

  it('has infrastructure that cfn-lint accepts', async ({ skip }) => {
    const reason = await judge(cwd, 'cdk.out/ShopStack.template.json');
    if (reason) skip(reason);
  });
});

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  HelloFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: hello/
      Handler: app.handler
      Runtime: python3.13
`;

describe('a SAM project in Python', () => {
  const cwd = join(folder, 'sam-python');

  it('takes patterns, a function and a trigger', async () => {
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'template.yaml'), TEMPLATE);
    const inJavaScript = (words: string) =>
      words.startsWith('function') ? `${words} --language javascript` : words;
    await extend(cwd, ADDED.map(inJavaScript));
  });

  it('passes the check of orders, a project of its own', async () => {
    await succeed('npm', INSTALL, join(cwd, 'orders'));
    await succeed('npm', ['run', 'check'], join(cwd, 'orders'));
  });

  it('has templates that cfn-lint accepts', async ({ skip }) => {
    for (const path of ['template.yaml', 'orders/template.yaml', 'news/template.yaml']) {
      const reason = await judge(cwd, path);
      if (reason) skip(reason);
    }
  });
});
