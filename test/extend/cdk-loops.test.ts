import { describe, expect, it } from 'vitest';
import { addTrigger, hostOf } from '../support/extend.ts';

const project = (body: string) =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{}',
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { AppStack } from '../lib/app-stack';

new AppStack(new App(), 'App');
`,
    'lib/app-stack.ts': `import * as cdk from 'aws-cdk-lib';
import * as apigw from 'aws-cdk-lib/aws-apigateway';
import * as apigwv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class AppStack extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const visibilityTimeout = cdk.Duration.minutes(15);
    const orders = new sqs.Queue(this, 'Orders', { visibilityTimeout });
    const refunds = new sqs.Queue(this, 'Refunds', { visibilityTimeout });
    const others = new sqs.Queue(this, 'Others', { visibilityTimeout });
    const worker = new NodejsFunction(this, 'Worker', { entry: 'src/worker.ts', runtime: lambda.Runtime.NODEJS_22_X });
${body}
  }
}
`,
    'src/worker.ts': 'export const handler = async (event: unknown) => event;\n',
  });

const SOURCE = 'worker.addEventSource(new sources.SqsEventSource(queue));';

describe('queues that a loop gives to a function are read already', () => {
  const loops = [
    ['for … of', `for (const queue of [orders, refunds]) ${SOURCE}`],
    ['forEach', `[orders, refunds].forEach((queue) => { ${SOURCE} });`],
    [
      'forEach of a variable',
      `const all = [orders, refunds]; all.forEach((queue) => { ${SOURCE} });`,
    ],
    ['lists in a list', `for (const queue of [...[orders], refunds]) { ${SOURCE} }`],
    ['objects', `for (const { queue } of [{ queue: orders }, { queue: refunds }]) { ${SOURCE} }`],
    ['pairs', `for (const [, queue] of [['a', orders], ['b', refunds]] as const) { ${SOURCE} }`],
    [
      'loops in a loop',
      `for (const some of [[orders], [refunds]]) for (const queue of some) ${SOURCE}`,
    ],
  ] as const;

  it.each(loops)('%s', (_, loop) => {
    for (const queue of ['orders', 'refunds'])
      expect(() => addTrigger(project(loop), 'Worker', 'sqs', { queue })).toThrow(
        /^The messages of (Orders|Refunds) go to Worker already/,
      );
  });

  it.each(loops)('%s, and others are not', (_, loop) => {
    expect(addTrigger(project(loop), 'Worker', 'sqs', { queue: 'others' })).toBeDefined();
  });
});

describe('a route without a function of the app is taken', () => {
  it.each([
    ['the default integration', "api.root.addResource('orders').addMethod('GET');"],
    ['a mock', "api.root.addResource('orders').addMethod('GET', new apigw.MockIntegration());"],
    [
      'a loop',
      "for (const path of ['items', 'orders']) api.root.addResource(path).addMethod('GET');",
    ],
  ])('of a REST API: %s', (_, route) => {
    const host = project(`    const api = new apigw.RestApi(this, 'Api');\n    ${route}`);
    expect(() =>
      addTrigger(host, 'Worker', 'http', { api: 'api', method: 'GET', path: '/orders' }),
    ).toThrow('GET /orders leads to another integration already');
    expect(
      addTrigger(host, 'Worker', 'http', { api: 'api', method: 'POST', path: '/orders' }),
    ).toBeDefined();
  });

  it('of an HTTP API', () => {
    const host = project(`    const api = new apigwv2.HttpApi(this, 'Api');
    const integration = new HttpUrlIntegration('Partner', 'https://example.com');
    api.addRoutes({ path: '/orders', methods: [apigwv2.HttpMethod.GET], integration });`);
    expect(() =>
      addTrigger(host, 'Worker', 'http', { api: 'api', method: 'GET', path: '/orders' }),
    ).toThrow('GET /orders leads to another integration already');
  });
});
