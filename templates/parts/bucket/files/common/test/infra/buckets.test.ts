import { expect, test } from 'vitest';
import { load, ofType } from '../support/template.ts';

const template = await load();
const buckets = Object.keys(ofType(template, 'AWS::S3::Bucket'));
const policies = Object.values(ofType<Policy>(template, 'AWS::S3::BucketPolicy'));

interface Policy {
  Bucket: string;
  PolicyDocument: { Statement: object[] };
}

test.each(buckets)('%s is encrypted, private and kept', (id) => {
  expect(template[id]).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    },
  });
});

test.each(buckets)('%s is reached over TLS 1.2 at least', (id) => {
  const denied = (Condition: object) =>
    expect.objectContaining({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: [`${id}.Arn`, `${id}.Arn/*`],
      Condition,
    });
  const statements = policies
    .filter(({ Bucket }) => Bucket === id)
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  expect(statements).toContainEqual(denied({ Bool: { 'aws:SecureTransport': 'false' } }));
  expect(statements).toContainEqual(denied({ NumericLessThan: { 's3:TlsVersion': 1.2 } }));
});

test.each(Object.keys(ofType(template, 'AWS::S3::BucketPolicy')))('%s is kept', (id) => {
  expect(template[id]).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});

test.each(buckets.filter((id) => id !== 'AccessLogs'))(
  '%s keeps old versions for 30 days, and logs who asks',
  (id) => {
    expect(template[id]?.Properties).toMatchObject({
      LifecycleConfiguration: {
        Rules: [
          {
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            Status: 'Enabled',
          },
        ],
      },
      LoggingConfiguration: {
        DestinationBucketName: 'AccessLogs',
        LogFilePrefix: expect.stringMatching(/\/$/),
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
  },
);

test('the access logs take those of this account, and keep them for 90 days', () => {
  expect(template.AccessLogs?.Properties).toMatchObject({
    LifecycleConfiguration: { Rules: [{ ExpirationInDays: 90, Status: 'Enabled' }] },
  });
  const policy = policies.find(({ Bucket }) => Bucket === 'AccessLogs');
  expect(policy?.PolicyDocument.Statement).toContainEqual({
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: 'AccessLogs.Arn/*',
    Condition: { StringEquals: { 'aws:SourceAccount': 'AWS::AccountId' } },
  });
});
