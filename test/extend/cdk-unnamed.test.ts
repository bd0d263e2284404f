import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import { moduleAt } from '../../src/infrastructure/cdk/modules.ts';
import { readCdkInfrastructure } from '../../src/infrastructure/cdk/read/infrastructure.ts';
import {
  addTrigger,
  after,
  bytes,
  type Host,
  hostOf,
  kitOf,
  read,
  removeTrigger,
} from '../support/extend.ts';
import { ofType, PROPS, synthesised } from '../support/synth.ts';

const HANDLER = 'export const handler = async (event: unknown) => event;\n';

const IMPORTS = `import { CustomResource, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
`;

const ORDERS = `${IMPORTS}
export class Orders extends Construct {
  readonly fn: Function;
  readonly url = 'https://example.com';

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.fn = new Function(this, 'Run', ${PROPS});
  }
}
`;

const SETUP = `${IMPORTS}
export class Setup extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const provider = new Provider(this, 'Provider', { onEventHandler: new Function(this, 'OnEvent', ${PROPS}) });
    new CustomResource(this, 'Resource', { serviceToken: provider.serviceToken });
  }
}

`;

const stack = (
  body: string,
) => `${IMPORTS}${body.includes('Orders(') ? "import { Orders } from './orders';" : ''}
${body.includes('Setup(') ? "import { Setup } from './setup';" : ''}

export class ShopStack extends Stack {
  functions = {} as { orders: Function };

  constructor(scope: Construct, id: string) {
    super(scope, id);
${body}
  }
}
`;

const project = (body: string) =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "shop" }',
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { ShopStack } from '../lib/shop-stack';

new ShopStack(new App(), 'Shop');
`,
    ...(body.includes('Orders(') && { 'lib/orders.ts': ORDERS }),
    ...(body.includes('Setup(') && { 'lib/setup.ts': SETUP }),
    'lib/shop-stack.ts': stack(body),
    'src/orders.ts': HANDLER,
  });

const stackOf = (host: Host) => read(host, 'lib/shop-stack.ts');

const CASES = {
  'an argument of another construct': {
    body: `    new Provider(this, 'Provider', { onEventHandler: new Function(this, 'OnEvent', ${PROPS}) });`,
    fn: 'OnEvent',
    says: [
      "const onEvent = this.node.findChild('OnEvent') as Function;",
      'onEvent.addEventSource(',
    ],
  },
  'an object that a variable holds': {
    body: `    const functions = { orders: new Function(this, 'Orders', ${PROPS}) };\n    functions.orders.addEnvironment('A', 'b');`,
    fn: 'Orders',
    says: ['functions.orders.addEventSource('],
  },
  'an object that a field holds': {
    body: `    this.functions = { orders: new Function(this, 'Orders', ${PROPS}) };`,
    fn: 'Orders',
    says: ['this.functions.orders.addEventSource('],
  },
  'a construct of which only the function has a name': {
    body: "    const orders = new Orders(this, 'Orders').fn;\n    new Orders(this, 'Others');",
    fn: 'Orders',
    says: ['    orders.addEventSource('],
  },
  'a construct of which only another member has a name': {
    body: "    const url = new Orders(this, 'Orders').url;\n    new Orders(this, 'Others');",
    fn: 'Orders',
    says: ["const orders = this.node.findChild('Orders') as Orders;", 'orders.fn.addEventSource('],
  },
  'an argument within a class of the app': {
    body: "    new Setup(this, 'Setup');\n    new Setup(this, 'Other');",
    fn: 'Setup',
    says: ["const setup = new Setup(this, 'Setup');", 'setup.onEvent.addEventSource('],
  },
  'a helper that does not return it': {
    body: `    const make = (name: string) => { const fn = new Function(this, \`\${name}Run\`, ${PROPS}); return fn.functionArn; };\n    make('Orders');\n    make('Bills');`,
    fn: 'OrdersRun',
    says: [
      "const ordersRun = this.node.findChild('OrdersRun') as Function;",
      'ordersRun.addEventSource(',
    ],
  },
  'a helper that returns it with others': {
    body: `    const group = new Construct(this, 'Group');\n    const make = (scope: Construct, name: string) => { const fn = new Function(scope, name, ${PROPS}); return { fn, arn: fn.functionArn }; };\n    const { fn } = make(group, 'Orders');\n    make(this, 'Bills');\n    fn.addEnvironment('A', 'b');`,
    fn: 'Orders',
    says: ['    fn.addEventSource('],
  },
  'what a helper returns that is called once': {
    body: `    const make = () => new Function(this, 'Orders', ${PROPS});\n    const fn = make();\n    fn.addEnvironment('A', 'b');`,
    fn: 'Orders',
    says: ['    fn.addEventSource('],
  },
  'a condition': {
    body: `    if (this.node.tryGetContext('orders') !== false) {\n      new Function(this, 'Orders', ${PROPS});\n    }`,
    fn: 'Orders',
    says: ['      const orders = new Function(', '      orders.addEventSource('],
  },
} as const;

const HOSTS = Object.entries(CASES).map(
  ([name, { body, fn, says }]) => [name, { host: project(body), fn, says }] as const,
);

describe('a function without a name, made in', () => {
  it.each(HOSTS)(
    '%s, takes a trigger, which goes again without a trace',
    (_, { host, fn, says }) => {
      const there = after(host, addTrigger(host, fn, 'sqs'));
      for (const each of says) expect(stackOf(there)).toContain(each);
      expect(bytes(after(there, removeTrigger(there, fn, 'sqs')))).toEqual(bytes(host));
    },
  );

  it('what the app still synthesises with', async () => {
    const all = HOSTS.map(([, { host, fn }]) => after(host, addTrigger(host, fn, 'sqs')));
    const templates = await synthesised(all.map(({ files }) => files));
    for (const { Shop } of templates)
      expect(ofType(Shop!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(1);
  });

  it('an argument, keeps its name for the next trigger, and as long as one needs it', () => {
    const [, { host, fn }] = HOSTS[0]!;
    const one = after(host, addTrigger(host, fn, 'sqs'));
    const both = after(one, addTrigger(one, fn, 'sns'));
    expect(stackOf(both).match(/findChild/g)).toHaveLength(1);
    const second = after(both, removeTrigger(both, fn, 'sqs'));
    expect(stackOf(second)).toContain(
      "const onEvent = this.node.findChild('OnEvent') as Function;",
    );
    expect(bytes(after(second, removeTrigger(second, fn, 'sns')))).toEqual(bytes(host));
  });

  it('an argument, is found without a type in JavaScript', () => {
    const host = hostOf('cdk', {
      'cdk.json': '{ "app": "node app.js" }',
      'package.json': '{ "name": "shop" }',
      'app.js': `const { App, Stack } = require('aws-cdk-lib');
const { Code, Function, Runtime } = require('aws-cdk-lib/aws-lambda');

const stack = new Stack(new App(), 'Shop');
console.log(new Function(stack, 'Orders', ${PROPS}).node.path);
`,
    });
    const there = after(host, addTrigger(host, 'Orders', 'sqs'));
    expect(read(there, 'app.js')).toContain("const orders = stack.node.findChild('Orders');\n");
  });
});

describe('a function with a name that it has under a condition alone takes a trigger where it is there, made', () => {
  const IN = "this.node.tryGetContext('off') === undefined";
  const OPTIONAL = {
    'in a branch': `    const fn = ${IN} ? new Function(this, 'Orders', ${PROPS}) : undefined;`,
    'behind a condition': `    const fn = ${IN} && new Function(this, 'Orders', ${PROPS});\n    console.log(fn);`,
    'by a helper': `    const make = () => new Function(this, 'Orders', ${PROPS});\n    const fn = ${IN} ? make() : undefined;`,
    'by a class': `    const fn = ${IN} ? new Orders(this, 'Orders') : undefined;\n    new Orders(this, 'Others');`,
  };
  const all = Object.entries(OPTIONAL).map(([name, body]) => [name, project(body)] as const);

  it.each(all)('%s', (_, host) => {
    const there = after(host, addTrigger(host, 'Orders', 'sqs'));
    expect(stackOf(there)).toMatch(
      /\n {4}if \(fn\) \{\n {6}const \w+ = new [\s\S]*\n {6}fn\.(fn\.)?addEventSource\(/,
    );
    expect(addTrigger(there, 'Orders', 'sqs').changes).toEqual([]);
    const both = after(there, addTrigger(there, 'Orders', 'schedule'));
    expect(stackOf(both).match(/\n {4}if \(fn\) \{\n/g)).toHaveLength(2);
    const one = after(both, removeTrigger(both, 'Orders', 'sqs'));
    expect(bytes(after(one, removeTrigger(one, 'Orders', 'schedule')))).toEqual(bytes(host));
  });

  it('and the app is synthesised', async () => {
    const extended = all.map(([, host]) => after(host, addTrigger(host, 'Orders', 'sqs')).files);
    for (const { Shop } of await synthesised(extended))
      expect(ofType(Shop!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(1);
  });

  it('and what it reads is known', () => {
    const [, host] = all[0]!;
    const { files } = host;
    const text = read(host, 'lib/shop-stack.ts')
      .replace(
        '    const fn =',
        "    const jobs = new Queue(this, 'Jobs');\n    new Function(this, 'Bills', " +
          PROPS +
          ');\n    const fn =',
      )
      .replace(
        ' : undefined;',
        ' : undefined;\n    if (fn) fn.addEventSource(new SqsEventSource(jobs));',
      )
      .replace(
        'import { Construct',
        "import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';\nimport { Queue } from 'aws-cdk-lib/aws-sqs';\nimport { Construct",
      );
    const reading = hostOf('cdk', { ...Object.fromEntries(files), 'lib/shop-stack.ts': text });
    expect(() => addTrigger(reading, 'Bills', 'sqs', { queue: 'Jobs' })).toThrow(
      'go to Orders already',
    );
  });
});

describe('a function that is not always made where an expression is', () => {
  it.each([
    `    const fn = this.node.tryGetContext('a') ? new Function(this, 'Orders', ${PROPS}) : this.functions.orders;`,
    `    let fn = this.node.tryGetContext('a') ? new Function(this, 'Orders', ${PROPS}) : undefined;`,
    `    console.log(this.node.tryGetContext('a') ? new Function(this, 'Orders', ${PROPS}) : undefined);`,
    `    const fns = this.node.tryGetContext('all').map(() => new Function(this, 'Orders', ${PROPS}));`,
  ])('is refused: %s', (body) => {
    const host = project(body);
    expect(() => addTrigger(host, 'Orders', 'sqs')).toThrow(/was not changed: it is made/);
  });

  it.each([
    `    this.node.tryGetContext('all').map((n: number) => new Function(this, \`Orders\${n}\`, ${PROPS}));`,
    `    this.node.tryGetContext('all').map((n: number) => { return new Function(this, \`Orders\${n}\`, ${PROPS}); });`,
  ])('is refused for its callback, with or without a block: %s', (body) => {
    const host = project(body);
    const line =
      stackOf(host)
        .split('\n')
        .findIndex((each) => each.includes('.map(')) + 1;
    expect(() => addTrigger(host, `lib/shop-stack.ts:${line}`, 'sqs')).toThrow(
      /it is made in a callback/,
    );
  });
});

it.each([
  ["    const stage = this.node.tryGetContext('stage');\n", 'stage: string', 'stage'],
  ["    const stage = this.node.tryGetContext('stage');\n", '', ''],
])(
  'what a helper makes under an id that is not known is beside new constructs, not what the helper is given',
  (before, parameter, given) => {
    const host =
      project(`${before}    const make = (${parameter}) => new Function(this, \`Orders${'$'}{stage}\`, ${PROPS});
    const fn = make(${given});
    fn.addEnvironment('A', 'b');
    make(${given});`);
    const line =
      stackOf(host)
        .split('\n')
        .findIndex((each) => each.includes('const fn =')) + 1;
    const there = after(host, addTrigger(host, `lib/shop-stack.ts:${line}`, 'sqs'));
    expect(stackOf(there)).toContain("const ordersQueue = new Queue(this, 'OrdersQueue'");
  },
);

describe('a function that a method of a class makes from its arguments', () => {
  const METHOD = `${IMPORTS}
export class Worker extends Construct {
  readonly fn: Function;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.fn = this.make({ memorySize: 256 });
  }

  private make(network: object) {
    const fn = new Function(this, 'Run', { ...${PROPS}, ...network });
    return fn;
  }
}
`;

  it('is one function for each instance of the class, and takes a trigger by its name', () => {
    const body = "    new Worker(this, 'Users');\n    new Worker(this, 'Roles');";
    const { files } = project(body);
    const host = hostOf('cdk', {
      ...Object.fromEntries(files),
      'lib/worker.ts': METHOD,
      'lib/shop-stack.ts': `import { Worker } from './worker';\n${files.get('lib/shop-stack.ts')}`,
    });
    const there = after(host, addTrigger(host, 'Users', 'sqs'));
    expect(stackOf(there)).toContain("const users = new Worker(this, 'Users');");
    expect(stackOf(there)).toContain('users.fn.addEventSource(');
  });
});

it('what a method makes each time that it is called has the id that it is made with', () => {
  const host = hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{}',
    'lib/app-stack.ts': `import { Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';

export class AppStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.makeApi({ name: 'Public' });
    this.makeApi({ name: 'Private' });
  }

  private makeApi(props: { name: string }) {
    const api = new RestApi(this, props.name);
    return api;
  }
}
`,
  });
  const { disk } = kitOf(host);
  const module = moduleAt(disk, projectPath('lib/app-stack.ts'))!;
  const { nodes } = readCdkInfrastructure(disk, [module]);
  expect(nodes.map(({ id }) => id)).toEqual(['Public', 'Private']);
});

it('an id is quoted as most of the file is', () => {
  const { body } = CASES['an argument of another construct'];
  const text = stack(body).replaceAll("'", '"').replace('"OnEvent"', "'OnEvent'");
  const host = project(body);
  const other = hostOf('cdk', { ...Object.fromEntries(host.files), 'lib/shop-stack.ts': text });
  const added = after(other, addTrigger(other, 'OnEvent', 'sqs'));
  const found = 'const onEvent = this.node.findChild("OnEvent") as Function;';
  expect(stackOf(added)).toContain(found);
  // The next one takes the same variable
  const again = stackOf(after(added, addTrigger(added, 'OnEvent', 'schedule')));
  expect(again.match(/findChild/g)).toHaveLength(1);
});
