import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import { classAsMaker } from '../../src/editors/cdk/syntax/makers.ts';
import { functionsIn } from '../../src/infrastructure/cdk/functions.ts';
import { cdkModules, moduleAt } from '../../src/infrastructure/cdk/modules.ts';
import { readCdkInfrastructure } from '../../src/infrastructure/cdk/read/infrastructure.ts';
import { scopesOf } from '../../src/infrastructure/cdk/read/scopes.ts';
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

const IMPORTS = `import { Duration, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
`;

const QUEUE = '{ visibilityTimeout: Duration.minutes(5) }';

const SETUP = `${IMPORTS}
export class Setup extends Construct {
  readonly fn: Function;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.fn = new Function(this, 'Run', ${PROPS});
  }
}
`;

const BASE = `${IMPORTS}import { Setup } from './setup';

export class BaseStack extends Stack {
  public setup: Setup;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.setup = this.createSetup();
  }

  protected createSetup(): Setup {
    throw new Error('Each stack makes its own.');
  }
}
`;

const stack = (name: string, body = '') => `import { Construct } from 'constructs';
import { BaseStack } from './base-stack';
import { Setup } from './setup';

export class ${name} extends BaseStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.setup.fn.addEnvironment('STACK', id);${body}
  }

  protected override createSetup(): Setup {
    return new Setup(this, '${name}Setup');
  }
}
`;

const project = (files: Readonly<Record<string, string>> = {}) =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "shop" }',
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { AgentStack } from '../lib/agent-stack';
import { ShopStack } from '../lib/shop-stack';

const app = new App();
new AgentStack(app, 'Agent');
new ShopStack(app, 'Shop');
`,
    'lib/setup.ts': SETUP,
    'lib/base-stack.ts': BASE,
    'lib/agent-stack.ts': stack('AgentStack'),
    'lib/shop-stack.ts': stack('ShopStack'),
    ...files,
  });

const names = (host: Host) => {
  const { disk } = kitOf(host);
  return cdkModules(disk, () => true).flatMap((each) =>
    functionsIn(disk, each).map((fn) => fn.names[0]),
  );
};

const with_ = (path: string, from: string, to: string, of: string) => ({
  [path]: of.replace(from, to),
});

describe('a function in what a stack makes for the class that it extends', () => {
  const host = project();

  it('takes a trigger behind the call of the constructor that it extends', async () => {
    const extended = after(host, addTrigger(host, 'ShopStackSetup', 'sqs'));
    const text = read(extended, 'lib/shop-stack.ts');
    expect(text).toContain('this.setup.fn.addEventSource(');
    expect(text.indexOf('addEventSource')).toBeGreaterThan(text.indexOf('addEnvironment'));
    expect(read(extended, 'lib/base-stack.ts')).toBe(BASE);
    expect(read(extended, 'lib/agent-stack.ts')).toBe(stack('AgentStack'));
    const [templates] = await synthesised([extended.files]);
    expect(ofType(templates!.Shop!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(1);
    expect(ofType(templates!.Agent!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(0);
  });

  it('has that trigger then, and is as before without it', () => {
    const plan = addTrigger(host, 'ShopStackSetup', 'sqs');
    const extended = after(host, plan);
    expect(addTrigger(extended, 'ShopStackSetup', 'sqs').changes).toEqual([]);
    expect(names(extended)).toEqual(names(host));
    const [fn] = JSON.parse(read(extended, 'lambda-app.json')).additions;
    const removed = after(extended, removeTrigger(extended, fn.function, 'sqs'));
    expect(bytes(removed)).toEqual(bytes(host));
  });

  it.each([
    [
      'a field of another type',
      with_('lib/base-stack.ts', 'setup: Setup;', 'setup: Construct;', BASE),
    ],
    ['a private field', with_('lib/base-stack.ts', 'public setup', 'private setup', BASE)],
    [
      'a field that may be undefined',
      with_('lib/base-stack.ts', 'setup: Setup;', 'setup?: Setup;', BASE),
    ],
    [
      'a call in a condition',
      with_(
        'lib/base-stack.ts',
        'this.setup = this',
        "if (id !== 'Agent') this.setup = this",
        BASE,
      ),
    ],
    [
      'two calls',
      with_('lib/base-stack.ts', 'this.setup = ', 'this.createSetup();\n    this.setup = ', BASE),
    ],
    [
      'a field of its own',
      with_(
        'lib/shop-stack.ts',
        '  constructor',
        '  declare setup: Setup;\n  constructor',
        stack('ShopStack'),
      ),
    ],
    [
      'no constructor',
      with_(
        'lib/shop-stack.ts',
        / {2}constructor[^}]*}\n\n/.exec(stack('ShopStack'))![0],
        '',
        stack('ShopStack'),
      ),
    ],
  ])('takes none with %s', (_, files) => {
    expect(() => addTrigger(project(files), 'ShopStackSetup', 'sqs')).toThrow(
      'it is returned where it is made',
    );
  });
});

describe('a function reads a queue by', () => {
  const QUEUES = `${IMPORTS}
export class Queues extends Construct {
  readonly jobs: Queue;
  readonly others: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.jobs = new Queue(this, 'Jobs', ${QUEUE});
    this.others = new Queue(this, 'Others', ${QUEUE});
  }
}

export class Base extends Stack {
  readonly queues: Queues;
  readonly jobs: Queue;
  readonly mail: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.queues = new Queues(this, 'Queues');
    this.jobs = this.queues.jobs;
    this.mail = this.createMail();
  }

  protected createMail(): Queue {
    throw new Error('Each stack makes its own.');
  }
}
`;

  const host = (source: string) =>
    project({
      'lib/queues.ts': QUEUES,
      'lib/shop-stack.ts': `${IMPORTS}import { Base } from './queues';

export class ShopStack extends Base {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const run = new Function(this, 'Worker', ${PROPS});
    ${source}
  }

  protected override createMail(): Queue {
    return new Queue(this, 'Mail', ${QUEUE});
  }
}
`,
    });

  const add = (queue: string) => `run.addEventSource(new SqsEventSource(${queue}));`;

  const sourceOf = (text: string) => {
    const { disk } = kitOf(host(text));
    const modules = ['lib/shop-stack.ts', 'lib/queues.ts'].map(
      (path) => moduleAt(disk, projectPath(path))!,
    );
    return readCdkInfrastructure(disk, modules)
      .edges.filter((edge) => edge.kind === 'invokes')
      .map(({ from, to }) => [from.id, to.id]);
  };

  it.each([
    ['a field of the class that it extends', add('this.jobs'), 'Jobs'],
    ['a member of such a field', add('this.queues.jobs'), 'Jobs'],
    ['a pattern of this', `const { jobs } = this;\n    ${add('jobs')}`, 'Jobs'],
    ['a pattern in a pattern', `const { queues: { jobs } } = this;\n    ${add('jobs')}`, 'Jobs'],
    ['a pattern of a field', `const { others: work } = this.queues;\n    ${add('work')}`, 'Others'],
    ['what the class makes for the one that it extends', add('this.mail'), 'Mail'],
  ])('%s', (_, text, queue) => {
    expect(sourceOf(text)).toEqual([[queue, 'Worker']]);
  });
});

describe('what is read of a construct does not depend on what was read before', () => {
  const deep = ['A', 'B', 'C', 'D', 'E', 'F'];
  const nested = (name: string, inner: string | undefined) => `
export class ${name} extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    ${inner ? `new ${inner}(this, '${inner}');` : `new Queue(this, 'Jobs', ${QUEUE});`}
  }
}
`;
  const host = hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{}',
    'lib/deep.ts': `${IMPORTS}${deep.map((name, n) => nested(name, deep[n + 1])).join('')}
export class DeepStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new A(this, 'One');
    new A(this, 'Two');
  }
}
`,
  });

  it('of two things of one class, of which the statements come in front of the other', () => {
    const beside = SETUP.replace('    this.fn', "    new Queue(this, 'Failed');\n    this.fn");
    const before = project({ 'lib/setup.ts': beside });
    const idsOf = (of: Host) => {
      const { disk } = kitOf(of);
      const module = moduleAt(disk, projectPath('lib/shop-stack.ts'))!;
      return readCdkInfrastructure(disk, [module]).nodes.map(({ type, id }) => `${type} ${id}`);
    };
    const extended = after(before, addTrigger(before, 'ShopStackSetup', 'schedule'));
    expect(idsOf(before)).toHaveLength(2);
    expect(idsOf(extended)).toEqual(expect.arrayContaining(idsOf(before)));
  });

  it('of a class that is made within others', () => {
    const { disk } = kitOf(host);
    const module = moduleAt(disk, projectPath('lib/deep.ts'))!;
    const classes = module.source.nodes.filter(ts.isClassDeclaration);
    const runsOf = (name: string) =>
      scopesOf(disk, {
        module,
        maker: classAsMaker(classes.find((each) => each.name?.text === name)!),
      }).length;
    runsOf('F');
    expect(runsOf('A')).toBe(2);
  });
});
