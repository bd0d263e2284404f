import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { project } from './project.ts';
import { RunningDev } from './start-dev.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: nodejs22.x, Timeout: 20, Environment: {Variables: {TABLE: !Ref Table, BUCKET: !Ref Bucket, SECRET: !Ref Secret}}}}
Resources:
  Writes: {Type: AWS::Serverless::Function, Properties: {Handler: app.writes}}
  Reads: {Type: AWS::Serverless::Function, Properties: {Handler: app.reads}}
  Table: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [{AttributeName: id, AttributeType: S}], KeySchema: [{AttributeName: id, KeyType: HASH}]}}
  Bucket: {Type: AWS::S3::Bucket}
  Jobs: {Type: AWS::SQS::Queue}
  Setting: {Type: AWS::SSM::Parameter, Properties: {Name: /setting, Type: String, Value: first}}
  Secret: {Type: AWS::SecretsManager::Secret, Properties: {SecretString: first}}
`;

const APP = `
const { DynamoDBClient, PutItemCommand, GetItemCommand } = require('@aws-sdk/client-dynamodb');
const { S3Client, PutObjectCommand, GetObjectCommand, DeleteObjectCommand, ListObjectsV2Command } = require('@aws-sdk/client-s3');
const { SSMClient, PutParameterCommand, GetParameterCommand } = require('@aws-sdk/client-ssm');
const { SecretsManagerClient, PutSecretValueCommand, GetSecretValueCommand } = require('@aws-sdk/client-secrets-manager');
const { TABLE: TableName, BUCKET: Bucket, SECRET: SecretId } = process.env;
const [db, s3, ssm, secrets] = [new DynamoDBClient(), new S3Client({ forcePathStyle: true }), new SSMClient(), new SecretsManagerClient()];
exports.writes = async () => {
  await db.send(new PutItemCommand({ TableName, Item: { id: { S: 'a' } } }));
  await s3.send(new PutObjectCommand({ Bucket, Key: '../a b/ü.bin', Body: Buffer.from([0, 255]), ContentType: 'image/x', Metadata: { by: 'ada' } }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: 'x' }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
  await ssm.send(new PutParameterCommand({ Name: '/setting', Value: 'second', Overwrite: true }));
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: 'second' }));
};
exports.reads = async () => {
  const object = await s3.send(new GetObjectCommand({ Bucket, Key: '../a b/ü.bin' }));
  return {
    item: (await db.send(new GetItemCommand({ TableName, Key: { id: { S: 'a' } } }))).Item,
    object: [[...(await object.Body.transformToByteArray())], object.ContentType, object.Metadata],
    keys: (await s3.send(new ListObjectsV2Command({ Bucket }))).Contents.map(({ Key }) => Key),
    parameter: (await ssm.send(new GetParameterCommand({ Name: '/setting' }))).Parameter.Value,
    secret: (await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString,
  };
};`;

async function start(folder: string) {
  const dev = await RunningDev.start(folder, ['--persist', 'kept']);
  onTestFinished(async () => void (await dev.stop()));
  return dev;
}

const invoke = async (dev: RunningDev, name: string) => {
  const { outcome } = await dev.post('invoke', { function: name });
  expect(outcome.error).toBeUndefined();
  return JSON.parse(outcome.result ?? 'null');
};

it('--persist keeps tables, objects, messages, parameters and secrets for the next run', async () => {
  const folder = project({ 'template.yaml': TEMPLATE, 'app.js': APP });
  const first = await start(folder);
  expect(first.ready.notes).toContainEqual(
    expect.stringMatching(/^Not kept for the next run: mail/),
  );
  await invoke(first, 'Writes');
  const before = await invoke(first, 'Reads');
  expect(before).toMatchObject({
    item: { id: { S: 'a' } },
    object: [[0, 255], 'image/x', { by: 'ada' }],
    keys: ['../a b/ü.bin'],
    parameter: 'second',
    secret: 'second',
  });
  await first.send('Jobs', 'kept');
  await first.stop();

  const second = await start(folder);
  expect(await invoke(second, 'Reads')).toEqual(before);
  expect((await second.contents('Jobs')).ready).toMatchObject([{ body: 'kept' }]);
  // A run that is killed does not bring a message back that it may have handled
  await second.stop('SIGKILL');
  const queues = join(folder, 'kept/queues');
  expect(existsSync(queues) ? readdirSync(queues) : []).toEqual([]);
});
