import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { invokeOnce } from '../../src/run/invoke/invoke.ts';
import { project } from './project.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Echo:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: echo.handler
      Events:
        Created:
          Type: S3
          Properties: { Bucket: !Ref Photos, Events: 's3:ObjectCreated:*' }
  Photos: { Type: AWS::S3::Bucket, Properties: { BucketName: photos } }
  Other: { Type: AWS::S3::Bucket, Properties: { BucketName: other } }
`;

const invoke = (root: string, event = 'valid') =>
  invokeOnce({ root, cwd: root, name: 'echo', event, parameters: {} });

const FILES = {
  'template.yaml': TEMPLATE,
  'echo.js': 'exports.handler = async (event) => event;',
};

it.each(['valid', 'events/echo.valid.json', './events/echo.valid.json'])(
  'a bucket that the sample event %s names by another name is the one that notifies the function',
  async (name) => {
    const event = { bucket: { name: 'images-123456789012' }, object: { key: 'a' } };
    const root = project({ ...FILES, 'events/echo.valid.json': JSON.stringify(event) });
    const { outcome, eventPath } = await invoke(root, name);
    expect(JSON.parse(outcome.result!)).toEqual({ ...event, bucket: { name: 'photos' } });
    expect(eventPath).toBe('events/echo.valid.json');
  },
);

it.each([
  ['[]', 'events/_items.json is not a JSON object'],
  ['{"Table": [}', 'events/_items.json is not a JSON object'],
  ['{"Table": []}', 'events/_items.json names a table "Table", which cannot be found'],
])('refuses items that are %s', async (items, message) => {
  const files = { ...FILES, 'events/echo.valid.json': '{}', 'events/_items.json': items };
  await expect(invoke(project(files))).rejects.toThrow(message);
});

it
  .skipIf(process.platform === 'win32')
  .each(['package.json', 'events/echo.valid.json', 'events/_items.json'])(
  'does not wait for a pipe that is called %s',
  async (path) => {
    const root = project({ ...FILES, 'package.json': '{}', 'events/echo.valid.json': '{}' });
    rmSync(join(root, path), { force: true });
    execFileSync('mkfifo', [join(root, path)]);
    await expect(invoke(root)).rejects.toThrow(`${path} cannot be read: it is not a regular file`);
  },
);
