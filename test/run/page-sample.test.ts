import { expect, it, onTestFinished } from 'vitest';
import { project } from './project.ts';
import { RunningDev } from './start-dev.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Files: {Type: AWS::S3::Bucket}
  Reader: {Type: AWS::Serverless::Function, Properties: {Runtime: nodejs22.x, Handler: reader.handler, Timeout: 20}}
`;

const HANDLER = `
const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');
exports.handler = async ({ Records: [{ s3: { bucket, object } }] }) => {
  const found = await new S3Client({ forcePathStyle: true }).send(new GetObjectCommand({ Bucket: bucket.name, Key: object.key }));
  return found.Body.transformToString();
};`;

const event = { Records: [{ s3: { bucket: { name: 'files' }, object: { key: 'a.txt' } } }] };
const objects = { files: { 'a.txt': { base64: Buffer.from('hello').toString('base64') } } };

it('the page sends a sample event, edited or not, as this run can answer it', async () => {
  const folder = project({
    'template.yaml': TEMPLATE,
    'reader.js': HANDLER,
    'events/reader.valid.json': JSON.stringify(event),
    'events/_objects.json': JSON.stringify(objects),
  });
  const dev = await RunningDev.start(folder);
  onTestFinished(async () => void (await dev.stop()));
  const { text } = await dev.post('sample', { function: 'Reader', event: 'valid' });
  const payload = { ...JSON.parse(text), edited: true };
  const { outcome } = await dev.post('invoke', { function: 'Reader', payload });
  expect(outcome).toMatchObject({ result: '"hello"' });
});
