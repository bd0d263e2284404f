import { describe, expect, it } from 'vitest';
import { functionsIn } from '../../src/infrastructure/cdk/functions.ts';
import { cdkModules } from '../../src/infrastructure/cdk/modules.ts';
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
import { ofType, synthesised } from '../support/synth.ts';

const FACTORY = `import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface Given {
  readonly handler: string;
}

export abstract class Factory {
  abstract make(scope: Construct, id: string, props: Given): Function;
  abstract find(name: string): Function;
}

export class InlineFactory extends Factory {
  override make(scope: Construct, id: string, props: Given): Function {
    const made = new Function(scope, id, {
      runtime: Runtime.NODEJS_24_X,
      code: Code.fromInline('0'),
      ...props,
    });
    return made;
  }

  override find(): Function {
    throw new Error('There is none.');
  }
}
`;

const JOB = `import { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Factory } from './factory';

export interface JobProps {
  readonly factory: Factory;
}

export class Job extends Construct {
  readonly fn: Function;

  constructor(scope: Construct, id: string, props: JobProps) {
    super(scope, id);
    this.fn = props.factory.make(this, 'Run', { handler: 'index.handler' });
  }
}
`;

const stack = (made: string) => `import { Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type Factory, InlineFactory } from './factory';
import { Job } from './job';

export interface ShopProps extends StackProps {
  readonly factory?: Factory;
}

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props: ShopProps = {}) {
    super(scope, id, props);
    const factory = props.factory ?? new InlineFactory();
    ${made}
  }
}
`;

const project = (files: Readonly<Record<string, string>> = {}) =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "shop" }',
    'bin/app.ts':
      "import { App } from 'aws-cdk-lib';\nimport { ShopStack } from '../lib/shop-stack';\n\nnew ShopStack(new App(), 'Shop');\n",
    'lib/factory.ts': FACTORY,
    'lib/job.ts': JOB,
    'lib/shop-stack.ts': stack("new Job(this, 'Clean', { factory });"),
    ...files,
  });

function targetsOf(host: Host) {
  const { disk } = kitOf(host);
  return cdkModules(disk, () => true).flatMap((module) => functionsIn(disk, module));
}

const functionsOf = (host: Host) =>
  targetsOf(host)
    .map(({ names }) => names[0])
    .sort();

/** How the job is told which factory it has. */
const FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'an abstract class': {},
  'an interface': {
    'lib/factory.ts': FACTORY.replace('export abstract class', 'export interface')
      .replaceAll(/ {2}abstract /g, '  ')
      .replace('extends Factory', 'implements Factory')
      .replaceAll('override ', ''),
  },
  'an interface that extends another': {
    'lib/job.ts': JOB.replace('export interface JobProps {', 'interface WithFactory {').replace(
      'export class',
      'export interface JobProps extends WithFactory {}\n\nexport class',
    ),
  },
  'a parameter taken apart': {
    'lib/job.ts': JOB.replace('props: JobProps', '{ factory }: JobProps').replace(
      'props.factory.make',
      'factory.make',
    ),
  },
  'a field': {
    'lib/job.ts': JOB.replace('props: JobProps', 'private readonly factory: Factory').replace(
      'props.factory.make',
      'this.factory.make',
    ),
    'lib/shop-stack.ts': stack("new Job(this, 'Clean', factory);"),
  },
  'a type alias': {
    'lib/job.ts': JOB.replace('export interface JobProps {', 'export type JobProps = {').replace(
      '}\n\nexport class',
      '};\n\nexport class',
    ),
  },
};

describe('a function that a factory makes', () => {
  it.each(Object.entries(FORMS))('is found by the declaration of its method: %s', (_, files) => {
    const host = project(files);
    expect(functionsOf(host)).toEqual(['CleanRun']);
    const there = after(host, addTrigger(host, 'CleanRun', 'sqs'));
    expect(read(there, 'lib/job.ts')).toContain('this.fn.addEventSource(');
    // What the factory adds to what it is given is not known
    expect(read(there, 'lib/job.ts')).toContain('visibilityTimeout: Duration.seconds(5400)');
    expect(bytes(after(there, removeTrigger(there, 'clean-run', 'sqs')))).toEqual(bytes(host));
  });

  it('is reached from where its class is made, where that is several times', async () => {
    const host = project({
      'lib/shop-stack.ts': stack(
        "new Job(this, 'Clean', { factory });\n    new Job(this, 'Pack', { factory });",
      ),
    });
    expect(functionsOf(host)).toEqual(['Clean', 'Pack']);
    const there = after(host, addTrigger(host, 'Pack', 'sqs'));
    expect(read(there, 'lib/job.ts')).toBe(JOB);
    expect(read(there, 'lib/shop-stack.ts')).toContain('pack.fn.addEventSource(');
    const [app] = await synthesised([there.files]);
    expect(ofType(app!.Shop!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(1);
    expect(ofType(app!.Shop!, 'AWS::Lambda::Function')).toHaveLength(2);
  });

  it('is none where the method takes no scope and id', () => {
    const host = project({ 'lib/job.ts': JOB.replace(/make\(this[^;]*;/, "find('Run');") });
    expect(functionsOf(host)).not.toContain('CleanRun');
  });

  it('is listed by the ids of the scope that a class is given which is no construct', () => {
    const plain = JOB.replace(' extends Construct', '')
      .replace('    super(scope, id);\n', '')
      .replace('make(this', 'make(scope');
    expect(functionsOf(project({ 'lib/job.ts': plain }))).toEqual(['Run']);
  });
});

const ACME = `import { Stack } from 'aws-cdk-lib';
import { Function, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';

export declare class AcmeStack extends Stack {
}
export declare class Watched extends Function {
    static create(stack: AcmeStack, id: string, timeout?: number): Watched;
    static fromName(stack: AcmeStack, id: string): IFunction;
    another(stack: AcmeStack, id: string): Watched;
}
export declare class Wired {
    readonly fn: IFunction;
    constructor(fn: IFunction, path?: string);
}
export declare const Stored: {
    create(stack: AcmeStack, id: string): Watched;
    bucket(stack: AcmeStack, id: string): Bucket;
};
`;

describe('a function that a package makes by a method of its class', () => {
  const made = (...lines: readonly string[]) =>
    project({
      'node_modules/@acme/functions/package.json':
        '{ "name": "@acme/functions", "version": "1.0.0", "types": "./index.d.ts" }',
      'node_modules/@acme/functions/index.d.ts': ACME,
      'lib/shop-stack.ts': `import { AcmeStack, Stored, Watched, Wired } from '@acme/functions';
import type { Construct } from 'constructs';

export class ShopStack extends AcmeStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
${lines.map((line) => `    ${line}\n`).join('')}  }
}
`,
    });

  it.each(['Watched', 'Stored'])('is found by what %s declares', (owner) => {
    const host = made(`const job = ${owner}.create(this, 'Clean');`);
    expect(functionsOf(host)).toEqual(['Clean']);
    const there = after(host, addTrigger(host, 'Clean', 'sqs'));
    expect(read(there, 'lib/shop-stack.ts')).toContain('    job.addEventSource(');
    // The package decides on the timeout
    expect(read(there, 'lib/shop-stack.ts')).toContain('visibilityTimeout: Duration.seconds(5400)');
    expect(bytes(after(there, removeTrigger(there, 'clean', 'sqs')))).toEqual(bytes(host));
  });

  it('is none that is imported, none of another class, and none that its class has not itself', () => {
    const host = made(
      "Watched.fromName(this, 'A');",
      "Stored.bucket(this, 'B');",
      "Watched.another(this, 'C');",
      "Watched.unknown(this, 'D');",
    );
    expect(functionsOf(host)).toEqual([]);
  });

  it('is not what a class of the package is given', () => {
    const host = made("const job = Watched.create(this, 'Clean');", "new Wired(job, '/jobs');");
    expect(functionsOf(host)).toEqual(['Clean']);
  });

  it('is shown by its variable where its id is not known', () => {
    const host = made("const job = Watched.create(this, id + '-');");
    expect(targetsOf(host).map(({ shown }) => shown)).toEqual(['job (lib/shop-stack.ts:7)']);
    const there = after(host, addTrigger(host, 'job', 'sqs'));
    expect(read(there, 'lib/shop-stack.ts')).toContain("new Queue(this, 'JobQueue'");
  });
});

it('a function is its stack’s own where another class has a method of the same name', () => {
  const built = (name: string, id: string) => `import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';

export class ${name} extends Stack {
  build() {
    this.addJob();
  }

  private addJob() {
    const job = new Function(this, '${id}', {
      runtime: Runtime.NODEJS_24_X,
      code: Code.fromInline('0'),
      handler: 'index.handler',
    });
  }
}
`;
  const host = project({
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { BillStack } from '../lib/bill-stack';
import { ShopStack } from '../lib/shop-stack';

const app = new App();
const shop = new ShopStack(app, 'Shop');
shop.build();
new BillStack(app, 'Bill').build();
`,
    'lib/shop-stack.ts': built('ShopStack', 'Clean'),
    'lib/bill-stack.ts': built('BillStack', 'Pay'),
  });
  expect(functionsOf(host)).toEqual(['Clean', 'Pay']);
  const there = after(host, addTrigger(host, 'Pay', 'sqs'));
  expect(read(there, 'lib/bill-stack.ts')).toContain('    job.addEventSource(');
});
