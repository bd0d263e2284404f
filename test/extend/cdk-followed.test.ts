import { describe, expect, it } from 'vitest';
import { addTrigger, after, hostOf, read } from '../support/extend.ts';

const STACK = 'lib/app-stack.ts';

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

describe('what static methods make', () => {
  const host = (more: string) =>
    hostOf('cdk', {
      'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
      'package.json': '{}',
      'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { AppStack } from '../lib/app-stack';

new AppStack(new App(), 'App');
`,
      'lib/worker.ts': `import { Duration } from 'aws-cdk-lib';
import { NodejsFunction, type NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';

abstract class Base extends NodejsFunction {
  constructor(scope: Construct, id: string, props: NodejsFunctionProps) {
    super(scope, id, { timeout: Duration.minutes(2), ...props });
  }
}

export class Worker extends Base {
  static create(scope: Construct, name: string) {
    return new Worker(scope, \`\${name}Function\`, { entry: 'src/worker.ts' });
  }
}
`,
      'lib/app-stack.ts': `import * as cdk from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Worker } from './worker';

class Queues extends Construct {
  readonly jobs = new sqs.Queue(this, 'Jobs', { visibilityTimeout: cdk.Duration.minutes(15) });
  readonly more: sqs.Queue;
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.more = new sqs.Queue(this, 'More', { visibilityTimeout: cdk.Duration.minutes(15) });
  }
}

export class AppStack extends cdk.Stack {
  private readonly queues = new Queues(this, 'Queues');

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const orders = Worker.create(this, 'Orders');
    const refunds = Worker.create(this, 'Refunds');
    ${more}
  }
}
`,
      'src/worker.ts': 'export const handler = async (event: unknown) => event;\n',
    });

  it('is a function of each call, with its name', () => {
    const started = host('');
    const text = read(after(started, addTrigger(started, 'RefundsFunction', 'sqs')), STACK);
    expect(text).toContain('    refunds.addEventSource(');
    expect(text).toContain('visibilityTimeout: cdk.Duration.seconds(720)');
  });

  it.each(['jobs', 'more'])(
    'takes a queue %s of a construct in the initial value of a property, and gives it back',
    (queue) => {
      const started = host('');
      const added = after(started, addTrigger(started, 'OrdersFunction', 'sqs', { queue }));
      expect(read(added, STACK)).toContain(`new sources.SqsEventSource(this.queues.${queue}, {`);
    },
  );

  it('a pool that calls one takes no second function for the operation', () => {
    const trigger = `new cognito.UserPool(this, 'Users', { lambdaTriggers: { preSignUp: orders } });`;
    expect(() =>
      addTrigger(host(trigger), 'RefundsFunction', 'cognito', {
        pool: 'Users',
        operation: 'pre-sign-up',
      }),
    ).toThrow(/^Users has such a trigger already/);
  });

  it('nor one whose function is not known', () => {
    const trigger = `new cognito.UserPool(this, 'Users', { lambdaTriggers: { preSignUp: lookup('Orders') } });`;
    expect(() =>
      addTrigger(host(trigger), 'RefundsFunction', 'cognito', {
        pool: 'Users',
        operation: 'pre-sign-up',
      }),
    ).toThrow('Users has such a trigger already: PreSignUp calls another function');
  });
});
