import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { addFunction, addTrigger, after, type Host, hostOf, read } from '../support/extend.ts';

const NAMED = `import { Stack } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

export class AppStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const hello = new NodejsFunction(this, 'Hello', { entry: 'lambda/hello.ts' });
  }
}
`;

const COMMON_JS = `const { Stack } = require('aws-cdk-lib');
const lambda = require('aws-cdk-lib/aws-lambda');

class AppStack extends Stack {
  constructor(scope, id) {
    super(scope, id);

    const hello = new lambda.Function(this, 'Hello', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'hello.handler',
      code: lambda.Code.fromAsset('lambda'),
    });
  }
}

module.exports = { AppStack };
`;

const HANDLER = 'export const handler = async () => {\n  return 1;\n};\n';
const JS_HANDLER = 'exports.handler = async () => {\n  return 1;\n};\n';

const project = (files: Readonly<Record<string, string>>) =>
  hostOf('cdk', {
    'cdk.json': '{"app": "npx tsx bin/app.ts"}',
    'package.json': '{"devDependencies": {"jest": "*"}}',
    ...files,
  });

const NAMESPACE = NAMED.replace("{ Stack } from 'aws", "* as cdk from 'aws")
  .replace('extends Stack', 'extends cdk.Stack')
  .replace('{ NodejsFunction } from', '* as nodejs from')
  .replace('new Nodejs', 'new nodejs.Nodejs');

const EMPTY = NAMED.replace(/\n {4}const hello.*\n/, '').replace(/.*aws-lambda-nodejs.*\n/, '');

const inTypeScript = (stack: string) =>
  project({ 'lib/app-stack.ts': stack, 'lambda/hello.ts': HANDLER });

const HOSTS: Readonly<Record<string, Host>> = {
  'named imports': inTypeScript(NAMED),
  'namespace imports': inTypeScript(NAMESPACE),
  tabs: inTypeScript(NAMED.replaceAll('  ', '\t')),
  'no semicolons': inTypeScript(NAMED.replaceAll(';', '')),
  'no function yet': inTypeScript(EMPTY),
  'CommonJS JavaScript': project({
    'lib/app-stack.js': COMMON_JS,
    'lambda/hello.js': JS_HANDLER,
  }),
};

const stackOf = ({ files }: Host) => [...files].find(([path]) => path.startsWith('lib/'))!;

const syntaxErrors = (path: string, text: string) => {
  const reported = ts.transpileModule(text, { fileName: path, reportDiagnostics: true });
  return reported.diagnostics!.map(({ messageText }) => `${path}: ${messageText}`);
};

describe.each(Object.entries(HOSTS))('a stack with %s', (label, host) => {
  const there = after(host, addFunction(host, { name: 'resize', timeout: 20 }));
  const queued = after(there, addTrigger(there, 'resize', 'sqs'));
  const [path, text] = stackOf(queued);

  it('gets a function, its handler beside the others, and a queue six times as patient', () => {
    const ending = path.endsWith('.js') ? 'js' : 'ts';
    expect(read(queued, `lambda/resize.${ending}`)).toMatch(/handler = async/);
    expect(text).toMatch(/new [\w.]*Function\(this, 'Resize', \{/);
    expect(text).toMatch(/visibilityTimeout: (cdk\.)?Duration\.seconds\(120\)/);
  });

  it('is code that parses, written as it was', () => {
    const code = [...queued.files].filter(([each]) => /\.[jt]s$/.test(each));
    expect(code.flatMap(([each, source]) => syntaxErrors(each, source))).toEqual([]);
    expect(/;$/m.test(text)).toBe(label !== 'no semicolons');
    expect(/^ {2}/m.test(text)).toBe(label !== 'tabs');
    expect(/^import /m.test(text)).toBe(label !== 'CommonJS JavaScript');
  });
});

it('asks which of several stacks is meant, and takes the one that is named', () => {
  const two = NAMED + NAMED.replace(/import.*\n/g, '').replace('AppStack', 'OtherStack');
  const host = inTypeScript(two);
  expect(() => addFunction(host, { name: 'resize' })).toThrow(
    /Which stack is meant\?\s+AppStack \(.*\s+OtherStack \(/,
  );
  const named = stackOf(after(host, addFunction(host, { name: 'resize' }, 'OtherStack')))[1];
  expect(named.indexOf("'Resize'")).toBeGreaterThan(named.indexOf('OtherStack'));
});

it('lets a SAM function with a role of its own do what a trigger needs', () => {
  const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Resize:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Role: !GetAtt OwnRole.Arn
`;
  const host = hostOf('sam', { 'template.yaml': template });
  const text = read(after(host, addTrigger(host, 'resize', 'sqs')), 'template.yaml');
  expect(text).toMatch(/Type: AWS::IAM::Policy[\s\S]*Roles:\s+- !Ref OwnRole/);
  expect(text).not.toContain('Type: SQS');
});
