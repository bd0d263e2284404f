import { expect, it } from 'vitest';
import { addTrigger, after, type Host, hostOf } from '../support/extend.ts';
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
  // Found in the packages: what sets notifications is a function of Python 3.11 before
  ['s3', '2.214.0', '2.215.0'],
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

it('a range says nothing of the version', () => {
  const host = withFiles({ 'package.json': '{ "dependencies": { "aws-cdk-lib": "^2.100.0" } }' });
  expect(addTrigger(host, 'resize', 'http').changes.length).toBeGreaterThan(0);
});

it('an old version may set one more notification where it sets some', () => {
  const host = installed('2.200.1');
  const [path, text] = [...host.files].find(([, each]) => each.includes('class AppStack'))!;
  const notified = {
    ...host,
    files: new Map([...host.files, [path, `${text}\n// bucket.addEventNotification(\n`]]),
  };
  expect(addTrigger(notified, 'resize', 's3').changes.length).toBeGreaterThan(0);
});

it('a property is spelled as the version knows it', () => {
  expect(stackOf(installed('2.177.0'), 'dynamodb-stream')).toContain('pointInTimeRecovery: true');
  expect(stackOf(installed('2.61.0'), 'sqs')).not.toContain('maxConcurrency');
  expect(stackOf(installed('2.62.0'), 'sqs')).toContain('maxConcurrency: 10,');
  expect(stackOf(installed('2.178.0'), 'dynamodb-stream')).toContain(
    'pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true }',
  );
});
