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
import { ofType, PROPS, synthesised } from '../support/synth.ts';

const IMPORTS = `import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
`;

const BASE = `${IMPORTS}
export abstract class BaseStack extends Stack {
  readonly jobs: Queue;
  protected readonly kept = new Queue(this, 'Kept');
  private readonly own: Queue;
  readonly health: Function;
  readonly some?: Queue;
  constructor(scope: Construct, id: string, isOn = true) {
    super(scope, id);
    this.jobs = new Queue(this, 'Jobs');
    this.own = new Queue(this, 'Own');
    new Queue(this, 'Plain');
    if (isOn) this.some = new Queue(this, 'Some');
    this.health = new Function(this, 'Health', ${PROPS});
    new Function(this, 'Ping', ${PROPS});
  }
  protected made(id: string) {
    const queue = new Queue(this, id);
    return queue;
  }
}
`;

const derived = (name: string) => `${IMPORTS}import { BaseStack } from './base-stack';

export class ${name}Stack extends BaseStack {
  constructor(scope: Construct) {
    super(scope, '${name}');
    const run = new Function(this, '${name}Run', ${PROPS});
    const mine = new Queue(this, '${name}Mine');
  }
}
`;

const project = (...names: readonly string[]): Host =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "shop" }',
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
${names.map((name) => `import { ${name}Stack } from '../lib/${name}-stack';\n`).join('')}
const app = new App();
${names.map((name) => `new ${name}Stack(app);\n`).join('')}`,
    'lib/base-stack.ts': BASE,
    ...Object.fromEntries(names.map((name) => [`lib/${name}-stack.ts`, derived(name)])),
  });

/** Of a function and a queue, one of which the stack has from the class that it extends: both as it names them. */
const CASES = [
  ['ShopRun', 'Jobs', 'run.addEventSource', 'SqsEventSource(this.jobs,'],
  ['ShopRun', 'Kept', 'run.addEventSource', 'SqsEventSource(this.kept,'],
  ['ShopRun', 'Own', 'run.addEventSource', 'SqsEventSource(this.publicOwn,'],
  ['ShopRun', 'Plain', 'run.addEventSource', 'SqsEventSource(this.plain,'],
  ['Health', 'ShopMine', 'this.health.addEventSource', 'SqsEventSource(mine,'],
  ['Ping', 'ShopMine', 'this.ping.addEventSource', 'SqsEventSource(mine,'],
] as const;

const STACK = 'lib/Shop-stack.ts';
const HOSTS = [['Shop'], ['Shop', 'Bill']].map((names) => project(...names));

describe('what a stack has from the class that it extends', () => {
  it.each(CASES)('%s takes %s in the class that knows both', (fn, queue, call, source) => {
    for (const host of HOSTS) {
      const there = after(host, addTrigger(host, fn, 'sqs', { queue }));
      expect(read(there, STACK)).toContain(`    ${call}(`);
      expect(read(there, STACK)).toContain(source);
      expect(read(there, 'lib/base-stack.ts')).not.toContain('addEventSource');
      expect(bytes(after(there, removeTrigger(there, fn, 'sqs')))).toEqual(bytes(host));
    }
  });

  it('is synthesised with its trigger, in that stack alone', async () => {
    const host = HOSTS[1]!;
    const all = CASES.map(([fn, queue]) => after(host, addTrigger(host, fn, 'sqs', { queue })));
    for (const { Shop, Bill } of await synthesised(all.map(({ files }) => files))) {
      expect(ofType(Shop!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(1);
      expect(ofType(Bill!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(0);
    }
  });

  it('takes no trigger where it may not be there', () => {
    expect(() => addTrigger(HOSTS[0]!, 'ShopRun', 'sqs', { queue: 'Some' })).toThrow(
      'BaseStack makes it under a condition alone',
    );
  });

  it('goes to one function', () => {
    const there = after(HOSTS[0]!, addTrigger(HOSTS[0]!, 'ShopRun', 'sqs', { queue: 'Jobs' }));
    expect(() => addTrigger(there, 'Health', 'sqs', { queue: 'Jobs' })).toThrow('already');
  });
});

it('what a method of the class makes that it extends has the name of the call', () => {
  const host = project('Shop');
  const text = read(host, STACK).replace(
    'const mine = new Queue(this, ',
    'const mine = this.made(',
  );
  const shop: Host = { form: 'cdk', files: new Map([...host.files, [STACK, text]]) };
  const there = after(shop, addTrigger(shop, 'ShopRun', 'sqs', { queue: 'ShopMine' }));
  expect(read(there, STACK)).toContain('SqsEventSource(mine,');
  expect(read(there, 'lib/base-stack.ts')).toBe(BASE);
});

it('what such a method makes for itself is found in the tree', () => {
  const host = project('Shop');
  const made = `{\n    const own = new Function(this, 'Fixed', ${PROPS});\n    own.addEnvironment('A', 'b');\n  }`;
  const base = BASE.replace(
    /protected made\(id: string\) \{[^}]*\}/,
    `protected addFixed() ${made}`,
  );
  const text = read(host, STACK).replace('const mine', 'this.addFixed();\n    const mine');
  const files = new Map([...host.files, ['lib/base-stack.ts', base], [STACK, text]]);
  const shop: Host = { form: 'cdk', files };
  const there = after(shop, addTrigger(shop, 'Fixed', 'sqs', { queue: 'ShopMine' }));
  expect(read(there, STACK)).toContain("const fixed = this.node.findChild('Fixed') as Function;");
  expect(read(there, 'lib/base-stack.ts')).toBe(base);
});

describe('what a class does that is a function itself', () => {
  const job = (
    self: string,
  ) => `${IMPORTS}import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';

export class Job extends Function {
  readonly input: Queue;
  constructor(scope: Construct, id: string) {
    super(scope, id, ${PROPS});
    this.input = new Queue(scope, \`\${id}Input\`);
    ${self}.addEventSource(new SqsEventSource(this.input));
  }
}
`;
  const host = (self: string): Host => {
    const { form, files } = project('Shop');
    const text = `${IMPORTS}import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Job } from './job';

export class ShopStack extends Stack {
  constructor(scope: Construct) {
    super(scope, 'Shop');
    const clean = new Job(this, 'Clean');
    const pack = new Job(this, 'Pack');
    const news = new Topic(this, 'News');
    news.addSubscription(new SqsSubscription(clean.input));
  }
}
`;
    return { form, files: new Map([...files, [STACK, text], ['lib/job.ts', job(self)]]) };
  };

  it.each(['this', 'super'])('is known: %s', (self) => {
    const shop = host(self);
    const add = (fn: string, type: string, options: Readonly<Record<string, string>>) => () =>
      addTrigger(shop, fn, type, options);
    expect(add('Clean', 'sns', { topic: 'News' })).toThrow(
      'The events of News go to Clean already',
    );
    expect(add('Pack', 'sqs', { queue: 'CleanInput' })).toThrow('go to Clean already');
    expect(add('Pack', 'sns', { topic: 'News' })).not.toThrow();
  });
});
