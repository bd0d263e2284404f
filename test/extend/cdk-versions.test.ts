import { describe, expect, it } from 'vitest';
import { addTrigger, after, bytes, type Host, hostOf, removeTrigger } from '../support/extend.ts';
import { FOREIGN } from '../support/extend-hosts.ts';

const withFiles = (files: Readonly<Record<string, string>>): Host =>
  hostOf('cdk', { ...Object.fromEntries(FOREIGN.cdk.files), ...files });

const installed = (version: string) =>
  withFiles({ 'node_modules/aws-cdk-lib/package.json': JSON.stringify({ version }, undefined, 2) });

const stackOf = (host: Host, type: string) => {
  const { files } = after(host, addTrigger(host, 'resize', type));
  return [...files].find(([, text]) => text.includes('class AppStack'))![1];
};

// Found by compiling what comes against these versions
it.each([
  ['sqs', '2.45.0', '2.46.0'],
  ['schedule', '2.54.0', '2.55.0'],
  ['dynamodb-stream', '2.94.0', '2.95.0'],
  ['http', '2.111.0', '2.112.0'],
  ['sns', '2.128.0', '2.129.0'],
])('a trigger %s is refused where aws-cdk-lib is %s, and added from %s on', (type, old, since) => {
  const add = (version: string) => () => addTrigger(installed(version), 'resize', type);
  const [, minor] = old.split('.');
  expect(add(old)).toThrow(`the project has version 2.${minor} of aws-cdk-lib`);
  expect(add(since)().changes.length).toBeGreaterThan(0);
});

it.each([
  ['package.json', '{ "dependencies": { "aws-cdk-lib": "2.100.0" } }'],
  ['package-lock.json', '{\n  "node_modules/aws-cdk-lib": {\n    "version": "2.100.0" } }'],
  ['yarn.lock', '\naws-cdk-lib@^2.80.0:\n  version "2.100.0"\n'],
  ['yarn.lock', '\n"aws-cdk-lib@npm:^2.80.0":\n  version: 2.100.0\n'],
  ['pnpm-lock.yaml', 'packages:\n  aws-cdk-lib@2.100.0:\n    resolution: {}\n'],
])('the version is read from %s', (path, text) => {
  const host = withFiles({ [path]: text });
  expect(() => addTrigger(host, 'resize', 'http')).toThrow('version 2.100 of aws-cdk-lib');
});

it.each([
  ['package-lock.json', 'dependencies', 'npm install aws-cdk-lib@^2.112.0'],
  ['pnpm-lock.yaml', 'dependencies', 'pnpm add aws-cdk-lib@^2.112.0'],
  ['yarn.lock', 'devDependencies', 'yarn add --dev aws-cdk-lib@^2.112.0'],
  ['bun.lock', 'devDependencies', 'bun add --dev aws-cdk-lib@^2.112.0'],
])(
  'it is to be updated by the package manager of %s, where it is in %s',
  (lock, group, command) => {
    const host = withFiles({
      [lock]: '',
      'package.json': JSON.stringify({ [group]: { 'aws-cdk-lib': '2.100.0' } }),
    });
    expect(() => addTrigger(host, 'resize', 'http')).toThrow(
      expect.objectContaining({
        hint: expect.stringMatching(`first: ${command.replace('^', '\\^')}$`),
      }),
    );
  },
);

it('a range says nothing of the version', () => {
  const host = withFiles({ 'package.json': '{ "dependencies": { "aws-cdk-lib": "^2.100.0" } }' });
  expect(addTrigger(host, 'resize', 'http').changes.length).toBeGreaterThan(0);
});

const notified = (host: Host, code: string): Host => {
  const [path, text] = [...host.files].find(([, each]) => each.includes('class AppStack'))!;
  return { ...host, files: new Map([...host.files, [path, `${text}\n// ${code}\n`]]) };
};

// Found in the packages: what sets notifications is a function of Python 3.11 before
describe('an s3 trigger', () => {
  const add = (host: Host) => () => addTrigger(host, 'resize', 's3', { bucket: 'OwnBucket' });

  it('is refused on a bucket where the CDK would notify by Python 3.11', () => {
    expect(add(installed('2.214.0'))).toThrow('the project has version 2.214 of aws-cdk-lib');
    expect(add(installed('2.215.0'))().changes.length).toBeGreaterThan(0);
  });

  it('sets one more notification in an old version where there are some', () => {
    const host = notified(installed('2.200.1'), 'bucket.addEventNotification(');
    expect(add(host)().changes.length).toBeGreaterThan(0);
  });

  it('is refused on a bucket that CloudFormation notifies of, which the CDK would replace', () => {
    const made = "const bucket = new s3.Bucket(this, 'OwnBucket');";
    const set = 'notificationConfiguration = {};';
    const stack = FOREIGN.cdk.files.get('lib/app-stack.ts')!;
    const host = withFiles({
      'lib/app-stack.ts': stack.replace(
        made,
        `${made}\n    const cfn = bucket.node.defaultChild as s3.CfnBucket;\n    cfn.${set}`,
      ),
    });
    expect(add(host)).toThrow('OwnBucket takes no s3 trigger: CloudFormation sets its');
  });

  it('has a new bucket that CloudFormation notifies of in an old version, and is removed again', () => {
    const host = installed('2.214.0');
    const old = stackOf(host, 's3');
    expect(old).not.toContain('.addEventNotification(');
    expect(old).toContain('resizeCfnBucket = resizeBucket.node.defaultChild as s3.CfnBucket;');
    expect(stackOf(installed('2.215.0'), 's3')).toContain('.addEventNotification(');
    const extended = after(host, addTrigger(host, 'resize', 's3'));
    expect(addTrigger(extended, 'resize', 's3').changes).toEqual([]);
    expect(bytes(after(extended, removeTrigger(extended, 'resize', 's3')))).toEqual(bytes(host));
  });

  it('asserts no type in JavaScript', () => {
    const stack = FOREIGN.cdk.files.get('lib/app-stack.ts')!;
    const { 'lib/app-stack.ts': _, ...others } = Object.fromEntries(FOREIGN.cdk.files);
    const plain = stack.replace(/import type.*\n/, '').replace(/: [\w.]+(?=[,)])|\?/g, '');
    const version = { 'node_modules/aws-cdk-lib/package.json': '{\n  "version": "2.200.1"\n}' };
    const host = hostOf('cdk', { ...others, ...version, 'lib/app-stack.js': plain });
    expect(stackOf(host, 's3')).toContain('resizeCfnBucket = resizeBucket.node.defaultChild;');
  });
});

it('a property is spelled as the version knows it', () => {
  expect(stackOf(installed('2.177.0'), 'dynamodb-stream')).toContain('pointInTimeRecovery: true');
  expect(stackOf(installed('2.61.0'), 'sqs')).not.toContain('maxConcurrency');
  expect(stackOf(installed('2.62.0'), 'sqs')).toContain('maxConcurrency: 10,');
  expect(stackOf(installed('2.178.0'), 'dynamodb-stream')).toContain(
    'pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true }',
  );
});
