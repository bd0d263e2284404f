import type { Iac } from '../../src/core/project.ts';
import { STANDING } from '../triggers/hosts.ts';
import { type Host, hostOf, ownHost } from './extend.ts';

const HANDLER = `export const handler = async (event: unknown) => {
  return event;
};
`;

const PACKAGE = { type: 'module', devDependencies: { vitest: '^4.0.0' } };
const CDK = { dependencies: { 'aws-cdk-lib': '2.276.0', constructs: '^10.0.0' } };

/** What a trigger is not edited into stands in other projects. */
const { 'AWS::ApiGateway::RestApi': _, 'AWS::Serverless::Api': rest, ...standing } = STANDING;

const resources = Object.entries({ ...standing })
  .map(([type, properties]) => `  Own${type.split('::').at(-1)}:\n    Type: ${type}${properties}\n`)
  .join('');

const TEMPLATE = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  ResizeFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.handler
      CodeUri: resize/
      Timeout: 30
  OwnBucket:
    Type: AWS::S3::Bucket
  OwnTopic:
    Type: AWS::SNS::Topic
  OwnUserPool:
    Type: AWS::Cognito::UserPool
  OwnRestApi:
    Type: AWS::Serverless::Api${rest}
${resources}`;

const STACK = `import * as cdk from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda-nodejs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export class AppStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const queue = new sqs.Queue(this, 'OwnQueue', { visibilityTimeout: cdk.Duration.seconds(180) });
    const topic = new sns.Topic(this, 'OwnTopic');
    const bucket = new s3.Bucket(this, 'OwnBucket');
    const bus = new events.EventBus(this, 'OwnEventBus');
    const stream = new kinesis.Stream(this, 'OwnStream');
    const pool = new cognito.UserPool(this, 'OwnUserPool');
    const api = new apigatewayv2.HttpApi(this, 'OwnApi');
    const restApi = new apigateway.RestApi(this, 'OwnRestApi');
    const table = new dynamodb.TableV2(this, 'OwnGlobalTable', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    });

    const resize = new lambda.NodejsFunction(this, 'Resize', {
      entry: 'lambda/resize.ts',
      timeout: cdk.Duration.seconds(30),
    });
  }
}
`;

/** Projects that somebody else wrote, with a function \`resize\` and one of each resource. */
export const FOREIGN: Readonly<Record<Iac, Host>> = {
  sam: hostOf('sam', {
    'package.json': JSON.stringify(PACKAGE),
    'template.yaml': TEMPLATE,
    'resize/app.ts': HANDLER,
  }),
  cdk: hostOf('cdk', {
    'package.json': JSON.stringify({ ...PACKAGE, ...CDK }),
    'cdk.json': '{"app": "npx tsx bin/app.ts"}',
    'lib/app-stack.ts': STACK,
    'lambda/resize.ts': HANDLER,
  }),
};

const instances = [
  { pattern: 'function', name: 'resize' },
  { pattern: 'function', name: 'rotate' },
  { pattern: 'user-auth', name: 'users' },
];

/** Projects that create-lambda-app made, with functions \`resize\` and \`rotate\`. */
export const OWN: Readonly<Record<Iac, Host>> = {
  sam: ownHost('sam', instances),
  cdk: ownHost('cdk', instances),
};

/** The resource of a foreign project that a trigger can take, by the trigger's option. */
export const STANDING_NAMES: Readonly<Record<string, string>> = {
  api: 'OwnApi',
  bucket: 'OwnBucket',
  bus: 'OwnEventBus',
  pool: 'OwnUserPool',
  queue: 'OwnQueue',
  stream: 'OwnStream',
  table: 'OwnGlobalTable',
  topic: 'OwnTopic',
};
