import { describe, expect, it } from 'vitest';
import {
  addTrigger,
  after,
  bytes,
  type Host,
  hostOf,
  read,
  removeTrigger,
} from '../support/extend.ts';
import { ofType, synthesised } from '../support/synth.ts';

const HANDLER = 'export const handler = async (event: unknown) => event;\n';

const RUN = `import { Duration } from 'aws-cdk-lib';
import { Code, Function, type FunctionProps, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

const CODE = { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('0') };

export const run = (scope: Construct, id: string, props: Partial<FunctionProps> = {}) =>
  new Function(scope, id, { ...CODE, ...props });

export class Run extends Construct {
  readonly fn: Function;

  constructor(scope: Construct, id: string, timeout: Duration) {
    super(scope, id);
    this.fn = new Function(this, 'Fn', { ...CODE, timeout });
  }
}

export class Mail extends Function {
  constructor(scope: Construct, id = 'Mail') {
    super(scope, id, CODE);
  }
}
`;

const IMPORTS = `import { Duration, Stack } from 'aws-cdk-lib';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { Mail, Run, run } from './run';
`;

const project = (body: string) =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "shop" }',
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { ShopStack } from '../lib/shop-stack';

new ShopStack(new App(), 'Shop');
`,
    'lib/run.ts': RUN,
    'lib/shop-stack.ts': `${IMPORTS}
export class ShopStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const isProd = this.node.tryGetContext('stage') === 'prod';
    ${body}
  }
}
`,
  });

const stackOf = (host: Host) => read(host, 'lib/shop-stack.ts');

const CASES = {
  'what a list is mapped to': {
    body: "const all = ['Sell', 'Refund'].map((name) => run(this, name));\n    all[0]?.addEnvironment('A', 'b');",
    fn: 'Refund',
    says: "const refund = this.node.findChild('Refund') as Function;",
  },
  'a loop over a list': {
    body: "for (const name of ['Sell', 'Refund']) {\n      run(this, name);\n    }",
    fn: 'Sell',
    says: "const sell = this.node.findChild('Sell') as Function;",
  },
  'a class of the app in a loop': {
    body: "for (const { name, timeout } of [{ name: 'Sell', timeout: 10 }, { name: 'Refund', timeout: 20 }]) new Run(this, name, Duration.seconds(timeout));",
    fn: 'Refund',
    says: 'visibilityTimeout: Duration.seconds(120)',
  },
  'a loop over the keys of an object': {
    body: 'const sizes = { Sell: 1, Refund: 2 } as const;\n    for (const name of Object.keys(sizes) as (keyof typeof sizes)[]) run(this, name, { timeout: Duration.minutes(sizes[name]) });',
    fn: 'Refund',
    says: 'visibilityTimeout: Duration.seconds(720)',
  },
  'a loop over the entries of an object': {
    body: 'Object.entries({ Sell: { minutes: 1 }, Refund: { minutes: 2 } }).map(([name, { minutes }]) => run(this, name, { timeout: Duration.minutes(minutes) }));',
    fn: 'Refund',
    says: 'visibilityTimeout: Duration.seconds(720)',
  },
  'a loop over the values of an object': {
    body: "for (const { id } of Object.values({ sell: { id: 'Sell' }, refund: { id: 'Refund' } })) run(this, id);",
    fn: 'Refund',
    says: "const refund = this.node.findChild('Refund') as Function;",
  },
  'a list that is reduced to an object': {
    body: "const all = (['Sell', 'Refund'] as const).reduce<Record<string, Function>>((acc, name) => ({ ...acc, [name]: run(this, name) }), {});\n    all.Sell?.addEnvironment('A', 'b');",
    fn: 'Refund',
    says: "const refund = this.node.findChild('Refund') as Function;",
  },
  'a loop in a helper': {
    body: "const runAll = (scope: Construct) => {\n      for (const name of ['Sell', 'Refund']) run(scope, name);\n    };\n    runAll(this);",
    fn: 'Refund',
    says: "const refund = scope.node.findChild('Refund') as Function;",
  },
  'a helper in a loop that asks a table': {
    body: `const needs: Record<string, { isBig?: boolean }> = { Sell: { isBig: true }, Refund: {} };
    const make = (scope: Construct, name: string) => {
      if (needs[name]!.isBig) run(scope, \`\${name}Big\`);
      else run(scope, \`\${name}Small\`);
    };
    for (const name of ['Sell', 'Refund']) make(this, name);`,
    fn: 'RefundSmall',
    says: "const refundSmall = this.node.findChild('RefundSmall') as Function;",
  },
  'a helper in an argument of another construct': {
    body: "new Provider(this, 'Provider', { onEventHandler: run(this, 'OnEvent') });",
    fn: 'OnEvent',
    says: "const onEvent = this.node.findChild('OnEvent') as Function;",
  },
  'a class that has an id for all': {
    body: 'new Mail(this);',
    fn: 'Mail',
    says: 'const mail = new Mail(this);',
  },
} as const;

const HOSTS = Object.entries(CASES).map(
  ([name, { body, fn, says }]) => [name, { host: project(body), fn, says }] as const,
);

describe('a function takes a trigger, made by', () => {
  it.each(HOSTS)('%s', (_, { host, fn, says }) => {
    const extended = after(host, addTrigger(host, fn, 'sqs'));
    expect(stackOf(extended)).toContain(says);
    expect(addTrigger(extended, fn, 'sqs').changes).toEqual([]);
    expect(bytes(after(extended, removeTrigger(extended, fn, 'sqs')))).toEqual(bytes(host));
  });

  it('and the app is synthesised', async () => {
    const all = HOSTS.map(([, { host, fn }]) => after(host, addTrigger(host, fn, 'sqs')).files);
    for (const [n, templates] of (await synthesised(all)).entries()) {
      const mappings = ofType(templates.Shop!, 'AWS::Lambda::EventSourceMapping');
      expect(mappings, HOSTS[n]![0]).toHaveLength(1);
    }
  });
});

it.each([
  [
    'a list that is not known',
    "for (const name of this.node.tryGetContext('all')) run(this, name);",
  ],
  [
    'a scope of the loop',
    "for (const name of ['Sell']) {\n      const of = new Construct(this, 'Of');\n      run(of, name);\n    }",
  ],
  [
    'a list that may be empty',
    "for (const name of this.node.tryGetContext('all')) run(this, 'Sell');",
  ],
  [
    'an object that is changed',
    'const all: Record<string, number> = { Sell: 1 };\n    all.Refund = 2;\n    for (const name of Object.keys(all)) run(this, name);',
  ],
  [
    'an element that is left out',
    "for (const name of ['Sell']) {\n      if (isProd) continue;\n      run(this, name);\n    }",
  ],
  ['a condition', "for (const name of ['Sell']) if (isProd) run(this, name);"],
])('a function that a loop makes takes none with %s', (_, body) => {
  const host = project(body);
  const fn = body.includes("'Sell'") ? 'Sell' : 'ShopStack';
  expect(() => addTrigger(host, fn, 'sqs')).toThrow(/was not changed: it is made in/);
});

it('a loop has each of its functions with what it reads', () => {
  const host =
    project(`const jobs = new Queue(this, 'Jobs', { visibilityTimeout: Duration.minutes(5) });
    for (const name of ['Sell', 'Refund']) {
      const fn = run(this, name);
      if (name === 'Sell') fn.addEventSource(new SqsEventSource(jobs));
    }`);
  expect(() => addTrigger(host, 'Refund', 'sqs', { queue: 'Jobs' })).toThrow(
    'The messages of Jobs go to Sell already',
  );
});

it('what a helper makes in a loop is told apart, with what a table chooses for each', () => {
  const host = project(`const durable: Record<string, boolean> = { Sell: true, Refund: false };
    const make = (name: string) => {
      const fn = run(this, name, { durableConfig: durable[name] ? { executionTimeout: Duration.minutes(9) } : undefined });
      fn.addEnvironment('A', 'b');
    };
    for (const name of ['Sell', 'Refund']) make(name);`);
  expect(() => addTrigger(host, 'Sell', 'sqs')).toThrow('Sell is a durable function');
  expect(addTrigger(host, 'Refund', 'sqs').changes).not.toEqual([]);
});

it.each([
  ['in double quotes', 'Sell', (text: string) => text.replaceAll("'", '"')],
  [
    'in lines of its own',
    'SellWhatIsLeftOfTheSummerCollectionToThoseWhoHaveAskedForItBefore',
    (text: string) => text,
  ],
])('what is asked of a function that the tree finds is asked of it %s', (_, id, written) => {
  const host = project(`const make = (name: string) => {
      const fn = run(this, name, { durableConfig: { executionTimeout: Duration.minutes(9) } });
      fn.addEnvironment('A', 'b');
    };
    for (const name of ['${id}', 'Refund']) make(name);`);
  const files = { ...Object.fromEntries(host.files), 'lib/shop-stack.ts': written(stackOf(host)) };
  expect(() => addTrigger(hostOf('cdk', files), id, 'schedule')).toThrow('is a durable function');
});

describe('a timeout that a condition chooses', () => {
  const choice = 'isProd ? Duration.minutes(5) : Duration.minutes(1)';

  it('of a function is the longest', () => {
    const host = project(`const fn = run(this, 'Worker', { timeout: ${choice} });`);
    const text = stackOf(after(host, addTrigger(host, 'Worker', 'sqs')));
    expect(text).toContain('visibilityTimeout: Duration.seconds(1800)');
    expect(text).toContain("// Six times the function's timeout");
  });

  it.each([
    ['a function', choice, 'Duration.minutes(2)', 'runs up to 300 seconds'],
    ['a queue', 'Duration.minutes(2)', choice, 'visibility timeout of Jobs is 60 seconds'],
  ])('of %s is compared in the worst case', (_, timeout, visibilityTimeout, message) => {
    const host = project(`new Queue(this, 'Jobs', { visibilityTimeout: ${visibilityTimeout} });
    run(this, 'Worker', { timeout: ${timeout} });`);
    expect(() => addTrigger(host, 'Worker', 'sqs', { queue: 'Jobs' })).toThrow(message);
  });
});

it('the handler is found from the folder of the class that names it', () => {
  const { files } = project("new Team(this, 'Worker');");
  const host = hostOf('cdk', {
    ...Object.fromEntries(files),
    'lib/shop-stack.ts': `import { Team } from './constructs/team';\n${files.get('lib/shop-stack.ts')}`,
    'lib/constructs/team.ts': `import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';
import { join } from 'node:path';

export class Team extends Construct {
  readonly fn: NodejsFunction;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.fn = new NodejsFunction(this, 'Fn', {
      entry: join(__dirname, '../../src/worker.ts'),
      runtime: Runtime.NODEJS_24_X,
    });
  }
}
`,
    'src/worker.ts': HANDLER,
  });
  const { changes } = addTrigger(host, 'Worker', 'sqs');
  expect(changes.map(({ path }) => path).some((path) => path.startsWith('src/'))).toBe(true);
});
