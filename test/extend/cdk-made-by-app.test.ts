import { describe, expect, it } from 'vitest';
import {
  addFunction,
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

const TEAM = `import { Duration } from 'aws-cdk-lib';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';

export interface TeamFunctionProps {
  readonly entry: string;
  readonly minutes?: number;
}

export class TeamFunction extends Construct {
  readonly fn: NodejsFunction;

  constructor(scope: Construct, id: string, { entry, minutes = 1 }: TeamFunctionProps) {
    super(scope, id);
    this.fn = new NodejsFunction(this, 'Function', {
      entry,
      runtime: Runtime.NODEJS_24_X,
      timeout: Duration.minutes(minutes),
    });
  }
}
`;

const stack = (body: string, imports = '') => `import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
${imports}
export class BillingStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
${body}  }
}
`;

const BODY = `    new TeamFunction(this, 'Invoices', { entry: 'src/invoices.ts' });
    const reminders = new TeamFunction(this, 'Reminders', { entry: 'src/reminders.ts', minutes: 5 });
    reminders.fn.addEnvironment('FROM', 'billing@example.com');
`;

const IMPORT = "import { TeamFunction } from './team-function';\n";

const project = (files: Readonly<Record<string, string>>) =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "billing" }',
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { BillingStack } from '../lib/billing-stack';

new BillingStack(new App(), 'Billing');
`,
    'lib/team-function.ts': TEAM,
    'lib/billing-stack.ts': stack(BODY, IMPORT),
    'src/invoices.ts': HANDLER,
    'src/reminders.ts': HANDLER,
    ...files,
  });

const HOUSE = project({});

const templatesOf = async (hosts: readonly Host[]) =>
  (await synthesised(hosts.map(({ files }) => files))).map(({ Billing }) => Billing!);

function refusal(run: () => unknown) {
  try {
    run();
  } catch (error) {
    const { kind, message, hint, at, paste } = error as Record<string, unknown>;
    return { kind, message, hint, at, paste };
  }
  throw new Error('It is not refused.');
}

describe("a class of the team's own that makes a function", () => {
  it('is reached by what holds the function, behind the variable, with its own timeout', () => {
    const there = after(HOUSE, addTrigger(HOUSE, 'Reminders', 'sqs'));
    const text = read(there, 'lib/billing-stack.ts');
    expect(text).toContain('reminders.fn.addEventSource(');
    expect(text.indexOf('addEventSource')).toBeGreaterThan(text.indexOf('addEnvironment'));
    expect(text).toContain('visibilityTimeout: Duration.seconds(1800)');
    expect(bytes(after(there, removeTrigger(there, 'Reminders', 'sqs')))).toEqual(bytes(HOUSE));
  });

  it('gets a variable where it has none', () => {
    const there = after(HOUSE, addTrigger(HOUSE, 'Invoices', 'sqs'));
    const text = read(there, 'lib/billing-stack.ts');
    expect(text).toContain("const invoices = new TeamFunction(this, 'Invoices'");
    expect(text).toContain('invoices.fn.addEventSource(');
    expect(text).toContain('visibilityTimeout: Duration.seconds(360)');
  });

  it('takes nothing itself: the places where it is made are named', () => {
    expect(refusal(() => addTrigger(HOUSE, 'Function', 'sqs'))).toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(
        /could be any of these:\s+Invoices \(.*billing-stack.ts:9\)\s+Reminders \(.*billing-stack.ts:10\)/,
      ),
      hint: 'Give the name before the bracket, or --stack <name>.',
    });
  });

  it('is what a new function is made by', () => {
    const there = after(HOUSE, addFunction(HOUSE, { name: 'dunning' }));
    expect(read(there, 'lib/billing-stack.ts')).toContain(
      "new TeamFunction(this, 'Dunning', {\n      entry: 'src/dunning.ts',\n    });",
    );
  });

  it('is made by its own kind, unless it cannot take what is asked for', () => {
    const there = after(HOUSE, addFunction(HOUSE, { name: 'dunning', memory: 512 }));
    expect(read(there, 'lib/billing-stack.ts')).toContain("new NodejsFunction(this, 'Dunning', {");
  });
});

const VARIANTS: Readonly<Record<string, readonly [files: Record<string, string>, RegExp]>> = {
  'a getter of a private field': [
    {
      'lib/team-function.ts': TEAM.replace('readonly fn:', 'readonly #fn:')
        .replace('this.fn =', 'this.#fn =')
        .replace(/\n}\n$/, '\n\n  get lambda() {\n    return this.#fn;\n  }\n}\n'),
      'lib/billing-stack.ts': stack(BODY.replace(/.*addEnvironment.*\n/, ''), IMPORT),
    },
    /reminders\.lambda\.addEventSource\(/,
  ],
  'a private field': [
    {
      'lib/team-function.ts': TEAM.replace('readonly fn:', 'private readonly fn:'),
      'lib/billing-stack.ts': stack(BODY.replace(/.*addEnvironment.*\n/, ''), IMPORT),
    },
    /reminders\.publicFn\.addEventSource\(/,
  ],
  'a private name': [
    {
      'lib/team-function.ts': TEAM.replace('readonly fn:', 'readonly #fn:').replace(
        'this.fn =',
        'this.#fn =',
      ),
      'lib/billing-stack.ts': stack(BODY.replace(/.*addEnvironment.*\n/, ''), IMPORT),
    },
    /reminders\.fn\.addEventSource\(/,
  ],
  'a function that no field holds': [
    {
      'lib/team-function.ts': TEAM.replace(/ {2}readonly fn.*\n\n/, '').replace(
        'this.fn = new',
        'const fn = new',
      ),
      'lib/billing-stack.ts': stack(BODY.replace(/.*addEnvironment.*\n/, ''), IMPORT),
    },
    /reminders\.fn\.addEventSource\(/,
  ],
  'a method of its class': [
    {
      'lib/team-function.ts': TEAM.replace(/ {2}readonly fn.*\n\n/, '').replace(
        '    this.fn = new',
        '    this.make(entry, minutes);\n  }\n\n  private make(entry: string, minutes: number) {\n    const fn = new',
      ),
      'lib/billing-stack.ts': stack(BODY.replace(/.*addEnvironment.*\n/, ''), IMPORT),
    },
    /reminders\.fn\.addEventSource\(/,
  ],
  'a class that extends a function': [
    {
      'lib/team-function.ts': `import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, type NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';

export class TeamFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: NodejsFunctionProps & { minutes?: number }) {
    super(scope, id, { runtime: Runtime.NODEJS_24_X, ...props });
  }
}
`,
      'lib/billing-stack.ts': stack(BODY.replace('.fn.', '.'), IMPORT),
    },
    /reminders\.addEventSource\(/,
  ],
  'a class of a class': [
    {
      'lib/billing-stack.ts': stack(
        `    new Worker(this, 'Invoices', 'src/invoices.ts');
    new Worker(this, 'Reminders', 'src/reminders.ts');
`,
        "import { Worker } from './worker';\n",
      ),
      'lib/worker.ts': `import { Construct } from 'constructs';
import { TeamFunction } from './team-function';

export class Worker extends Construct {
  public readonly team: TeamFunction;

  constructor(scope: Construct, id: string, entry: string) {
    super(scope, id);
    this.team = new TeamFunction(this, 'Team', { entry });
  }
}
`,
    },
    /const reminders = new Worker[^;]*;[\s\S]*reminders\.team\.fn\.addEventSource\(/,
  ],
  'a default export, passed on by an index': [
    {
      'lib/billing-stack.ts': stack(BODY, "import { TeamFunction } from './constructs';\n"),
      'lib/constructs/index.ts': "export * from './all';\n",
      'lib/constructs/all.ts': "export { default as TeamFunction } from '../team-function';\n",
      'lib/team-function.ts': TEAM.replace('export class', 'export default class'),
    },
    /reminders\.fn\.addEventSource\(/,
  ],
  'an alias of tsconfig.json': [
    {
      'tsconfig.json':
        '{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["lib/*"] } } }',
      'lib/billing-stack.ts': stack(BODY, "import { TeamFunction } from '@lib/team-function';\n"),
    },
    /reminders\.fn\.addEventSource\(/,
  ],
  'a helper that is called for each': [
    {
      'lib/billing-stack.ts': stack(
        `    this.make('Invoices', 'src/invoices.ts');
    const reminders = this.make('Reminders', 'src/reminders.ts');
`,
        IMPORT,
      ).replace(
        /\n {2}}\n}\n$/,
        `
  }

  private make(id: string, entry: string) {
    return new TeamFunction(this, id, { entry });
  }
}
`,
      ),
    },
    /reminders\.fn\.addEventSource\(/,
  ],
};

describe('a function is found through', () => {
  const extended = (files: Readonly<Record<string, string>>) => {
    const host = project(files);
    return after(host, addTrigger(host, 'Reminders', 'sqs'));
  };

  it.each(Object.entries(VARIANTS))('%s', (_, [files, statement]) => {
    expect(read(extended(files), 'lib/billing-stack.ts')).toMatch(statement);
  });

  it('what the app still synthesises with', async () => {
    const inOne = after(HOUSE, addTrigger(HOUSE, 'Invoices', 'schedule'));
    const house = after(inOne, addFunction(inOne, { name: 'dunning' }));
    const variants = Object.values(VARIANTS).map(([files]) => extended(files));
    const [first, ...others] = await templatesOf([house, ...variants]);
    expect(ofType(first!, 'AWS::Lambda::Function')).toHaveLength(3);
    expect(ofType(first!, 'AWS::Scheduler::Schedule')).toHaveLength(1);
    for (const template of others) {
      expect(ofType(template, 'AWS::Lambda::Function')).toHaveLength(2);
      expect(ofType(template, 'AWS::Lambda::EventSourceMapping')).toHaveLength(1);
    }
  }, 120_000);
});

describe('what makes a function out of what it is given', () => {
  const given =
    "{ entry, runtime: Runtime.NODEJS_24_X, handler: 'a.b', code: Code.fromInline('1') }";
  const method = `
  private make(id: string, entry: string) {
    return new Function(this, id, ${given});
  }
}
`;

  it('takes the trigger where it is used, also a class that is used once', () => {
    const body =
      "    new TeamFunction(this, 'Invoices', { entry: 'src/invoices.ts', minutes: 5 });\n";
    const host = project({ 'lib/billing-stack.ts': stack(body, IMPORT) });
    const there = after(host, addTrigger(host, 'Invoices', 'sqs'));
    const text = read(there, 'lib/billing-stack.ts');
    expect(text).toContain('invoices.fn.addEventSource(');
    expect(text).toContain('visibilityTimeout: Duration.seconds(1800)');
    expect(read(there, 'lib/team-function.ts')).toBe(TEAM);
  });

  it('takes the trigger where it is used, also a method that is called once', () => {
    const text = stack("    this.make('Invoices', 'src/invoices.ts');\n");
    const host = project({ 'lib/billing-stack.ts': text.replace(/}\n$/, method) });
    const there = after(host, addTrigger(host, 'Invoices', 'sqs'));
    expect(read(there, 'lib/billing-stack.ts')).toContain(
      "const invoices = this.make('Invoices', 'src/invoices.ts');",
    );
    expect(bytes(after(there, removeTrigger(there, 'Invoices', 'sqs')))).toEqual(bytes(host));
  });

  it('takes the trigger where a method of another object is called', () => {
    const factory = `import { Duration } from 'aws-cdk-lib';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';

export class Factory {
  constructor(private readonly scope: Construct) {}

  make(id: string, entry: string, minutes = 1) {
    return new NodejsFunction(this.scope, id, {
      entry,
      runtime: Runtime.NODEJS_24_X,
      timeout: Duration.minutes(minutes),
    });
  }
}
`;
    const body = `    const factory = new Factory(this);
    factory.make('Invoices', 'src/invoices.ts');
    const reminders = factory.make('Reminders', 'src/reminders.ts', 5);
    reminders.addEnvironment('FROM', 'billing@example.com');
`;
    const host = project({
      'lib/factory.ts': factory,
      'lib/billing-stack.ts': stack(body, "import { Factory } from './factory';\n"),
    });
    const one = after(host, addTrigger(host, 'Invoices', 'sqs'));
    expect(read(one, 'lib/billing-stack.ts')).toContain(
      "const invoices = factory.make('Invoices', 'src/invoices.ts');",
    );
    const other = after(host, addTrigger(host, 'Reminders', 'sqs'));
    expect(read(other, 'lib/billing-stack.ts')).toMatch(
      /Duration\.seconds\(1800\)[\s\S]*reminders\.addEventSource\(/,
    );
    expect(bytes(after(one, removeTrigger(one, 'Invoices', 'sqs')))).toEqual(bytes(host));
  });

  it('has what a pattern leaves to be spread: its timeout', () => {
    const team = TEAM.replace(
      '{ entry, minutes = 1 }: TeamFunctionProps',
      '{ entry, ...rest }: any',
    )
      .replace('timeout: Duration.minutes(minutes),', '...rest,')
      .replace("import { Duration } from 'aws-cdk-lib';\n", '');
    const body =
      "    new TeamFunction(this, 'Invoices', { entry: 'src/invoices.ts', timeout: Duration.minutes(5) });\n";
    const imports = `import { Duration } from 'aws-cdk-lib';\n${IMPORT}`;
    const host = project({
      'lib/team-function.ts': team,
      'lib/billing-stack.ts': stack(body, imports),
    });
    const there = after(host, addTrigger(host, 'Invoices', 'sqs'));
    expect(read(there, 'lib/billing-stack.ts')).toContain(
      'visibilityTimeout: Duration.seconds(1800)',
    );
  });

  it('is no class that is handed a function for its API', () => {
    const api = `import { LambdaRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { IFunction, Function, Runtime, Code } from 'aws-cdk-lib/aws-lambda';

export class Gate extends Construct {
  constructor(scope: Construct, id: string, props: { handler: IFunction }) {
    super(scope, id);
    new LambdaRestApi(this, 'Api', { handler: props.handler });
    new Function(this, 'Guard', { runtime: Runtime.NODEJS_24_X, handler: 'a.b', code: Code.fromInline('1') });
  }
}
`;
    const body = `    const invoices = new Function(this, 'Invoices', { runtime: Runtime.NODEJS_24_X, handler: 'a.b', code: Code.fromInline('1') });
    new Gate(this, 'Gate', { handler: invoices });
`;
    const files = {
      'lib/gate.ts': api,
      'lib/billing-stack.ts': stack(body, "import { Gate } from './gate';\n"),
    };
    const host = project(files);
    const there = after(host, addTrigger(host, 'Guard', 'function-url'));
    expect(read(there, 'lib/gate.ts')).toContain('guard.addFunctionUrl(');
  });
});

describe('a function that is made by code that runs more than once', () => {
  const plain = "{ runtime: Runtime.NODEJS_24_X, handler: 'a.b', code: Code.fromInline('1') }";

  it.each([
    [
      'a loop',
      `    for (const id of this.node.tryGetContext('ids')) {\n      new Function(this, id, ${plain});\n    }\n`,
    ],
    [
      'a callback',
      `    this.node.tryGetContext('ids').forEach((id: string) => {\n      new Function(this, id, ${plain});\n    });\n`,
    ],
  ])('is refused with its place and what to paste: %s', (where, body) => {
    const host = project({ 'lib/billing-stack.ts': stack(body) });
    expect(refusal(() => addTrigger(host, 'id', 'sqs'))).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining(`it is made in ${where}`),
      at: { path: 'lib/billing-stack.ts', line: 9 },
      paste: expect.stringContaining('.addEventSource('),
    });
  });

  it('is refused where the helper that makes it does not return it, nor makes it each time', () => {
    const body = "    this.make('A');\n    this.make('B');\n";
    const text = stack(body).replace(
      /\n {2}}\n}\n$/,
      `\n  }\n\n  private make(id: string) {\n    if (this.node.tryGetContext('jobs')) new Function(this, id, ${plain});\n  }\n}\n`,
    );
    const host = project({ 'lib/billing-stack.ts': text });
    expect(refusal(() => addTrigger(host, 'B', 'sqs'))).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('make makes it under a condition alone'),
      at: { path: 'lib/billing-stack.ts', line: 9 },
    });
  });
});

const PACKAGE = {
  'node_modules/@acme/platform/package.json': '{ "name": "@acme/platform", "types": "index.d.ts" }',
  'node_modules/@acme/platform/index.d.ts': `import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
export declare class PlatformLambda extends NodejsFunction {}
export declare class WatchedWorker extends Construct {
  private readonly hidden: NodejsFunction;
  readonly handler: NodejsFunction;
}
export declare class StepFunction extends StateMachine {}
`,
};

const SHIPPING = {
  'lib/billing-stack.ts': stack(
    `    new PlatformLambda(this, 'Labels', { entry: 'src/invoices.ts' });
    new WatchedWorker(this, 'Tracking', { entry: 'src/reminders.ts' });
    new StepFunction(this, 'Returns');
`,
    "import { PlatformLambda, StepFunction, WatchedWorker } from '@acme/platform';\n",
  ),
};

describe('functions in a message', () => {
  const plain =
    "{ code: Code.fromInline(''), handler: 'index.handler', runtime: Runtime.NODEJS_24_X }";
  const host = project({
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { BillingStack } from '../lib/billing-stack';
import { ArchiveStack } from '../lib/archive-stack';

new BillingStack(new App(), 'Billing');
new ArchiveStack(new App(), 'Archive');
`,
    'lib/billing-stack.ts': stack(`    const worker = new Function(this, 'Cleaner', ${plain});
    worker.addEnvironment('A', 'b');
    const sender = new Function(this, \`\${id}-mail-sender-\${process.env.STAGE}\`, ${plain});
    sender.addEnvironment('A', 'b');
`),
    'lib/archive-stack.ts': stack(`    const worker = new Function(this, 'Cleaner', ${plain});
    worker.addEnvironment('A', 'b');
`).replace('BillingStack', 'ArchiveStack'),
  });
  const listed = ({ hint }: ReturnType<typeof refusal>) =>
    [...String(hint).matchAll(/\n {4}(.*)/g)].map(([, line]) => line!);

  it('have the names that they can be given, and none is a variable', () => {
    const lines = listed(refusal(() => addTrigger(host, 'Missing', 'sqs')));
    expect(lines).toEqual([
      'BillingStack/Cleaner: Cleaner (lib/billing-stack.ts:8)',
      'mail-sender (lib/billing-stack.ts:10)',
      'ArchiveStack/Cleaner: Cleaner (lib/archive-stack.ts:8)',
    ]);
    for (const line of lines) {
      const name = /^[^:(]*(?=:| \()/.exec(line)![0];
      expect(addTrigger(host, name, 'schedule').changes).not.toEqual([]);
    }
  });
});

describe('a class of a package', () => {
  const host = project({ ...SHIPPING, ...PACKAGE });

  it('is a function when its declaration extends one', () => {
    const text = read(after(host, addTrigger(host, 'Labels', 'sqs')), 'lib/billing-stack.ts');
    expect(text).toContain('labels.addEventSource(');
    expect(text).toContain(
      '// Six times the longest timeout of a function\n      visibilityTimeout: Duration.seconds(5400)',
    );
  });

  it('may set what it is not given: that is unknown, and no default', () => {
    const text = stack(
      `    const jobs = new Queue(this, 'Jobs', { visibilityTimeout: Duration.seconds(10) });
    new PlatformLambda(this, 'Labels', { entry: 'src/invoices.ts' });
    new PlatformLambda(this, 'Slow', { entry: 'src/slow.ts', timeout: Duration.seconds(60) });
`,
      `import { PlatformLambda } from '@acme/platform';
import { Duration } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
`,
    );
    const own = project({ 'lib/billing-stack.ts': text, ...PACKAGE });
    const add = (fn: string) => addTrigger(own, fn, 'sqs', { queue: 'Jobs' });
    expect(add('Labels').warnings?.join()).toMatch(
      /whether the visibility timeout of Jobs is as long as the timeout of Labels is not known/,
    );
    expect(refusal(() => add('Slow')).message).toContain('Slow runs up to 60 seconds');
  });

  it('holds a function when a public field of its declaration is one', () => {
    const text = read(
      after(host, addTrigger(host, 'Tracking', 'function-url')),
      'lib/billing-stack.ts',
    );
    expect(text).toContain('tracking.handler.addFunctionUrl(');
  });

  it('is installed before a function is written that others of it are beside', () => {
    expect(refusal(() => addFunction(project(SHIPPING), { name: 'dunning' }))).toMatchObject({
      kind: 'refused',
      message: 'Cannot tell whether PlatformLambda is a Lambda function',
      at: { path: 'lib/billing-stack.ts', line: expect.any(Number) },
      hint: expect.stringContaining('Install the packages first'),
    });
  });

  it('is no function because of its name', () => {
    const { hint } = refusal(() => addTrigger(host, 'Returns', 'sqs'));
    expect(hint).toMatch(/The project has:\s+Labels \(.*\s+Tracking \(.*$/);
    expect(hint).not.toContain('Returns');
  });

  it.each(['Labels', 'Tracking'])('says to install the package first: %s', (fn) => {
    const bare = project(SHIPPING);
    expect(refusal(() => addTrigger(bare, fn, 'sqs'))).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/^Cannot tell whether \w+ is a Lambda function$/),
      hint: expect.stringContaining('Install the packages first'),
    });
  });
});
