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
import { ofType, PROPS, synthesised } from '../support/synth.ts';

/** A class that makes a function in some of its instances. */
const job = (made: string) => `import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface JobProps {
  readonly fn?: Function;
  readonly scan?: string;
  readonly kind?: string;
  readonly root?: string;
}

export class Job extends Construct {
  readonly fn?: Function;

  constructor(scope: Construct, id: string, props: JobProps = {}) {
    super(scope, id);
    ${made}
  }
}
`;

const STACK = `import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { Job } from './job';

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const shared = new Function(this, 'Shared', ${PROPS});
    new Job(this, 'Plain');
    new Job(this, 'Given', { fn: shared, scan: 'scan.handler', kind: 'scan', root: __dirname });
  }
}
`;

const project = (made: string) =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "shop" }',
    'bin/app.ts':
      "import { App } from 'aws-cdk-lib';\nimport { ShopStack } from '../lib/shop-stack';\n\nnew ShopStack(new App(), 'Shop');\n",
    'lib/job.ts': job(made),
    'lib/shop-stack.ts': STACK,
  });

function functionsOf(host: Host) {
  const { disk } = kitOf(host);
  const all = cdkModules(disk, () => true).flatMap((module) => functionsIn(disk, module));
  return all.map(({ names }) => names[0]).sort();
}

const make = `new Function(this, 'Run', ${PROPS})`;

const FORMS: Readonly<Record<string, readonly [made: string, functions: readonly string[]]>> = {
  'unless another is given': [`this.fn = props.fn ? props.fn : ${make};`, ['Plain', 'Shared']],
  'if none is given': [`this.fn = props.fn ?? ${make};`, ['Plain', 'Shared']],
  'or else': [`this.fn = props.fn || ${make};`, ['Plain', 'Shared']],
  'without what is given': [`if (!props.fn) {\n      ${make};\n    }`, ['Plain', 'Shared']],
  'with what is given': [
    `if (props.scan && props.scan !== '') {\n      ${make};\n    }`,
    ['Given', 'Shared'],
  ],
  'for one kind': [`if (props.kind === 'scan') {\n      ${make};\n    }`, ['Given', 'Shared']],
  'for all other kinds': [
    `if (props.kind === 'scan') {\n      this.node.addMetadata('kind', 'scan');\n    } else {\n      ${make};\n    }`,
    ['Plain', 'Shared'],
  ],
  'in a folder that is given': [`if (props.root) {\n      ${make};\n    }`, ['Given', 'Shared']],
  'in another folder than one that is given': [
    `if (props.root !== '') {\n      ${make};\n    }`,
    ['Given', 'Plain', 'Shared'],
  ],
  'by what is not known': [
    `if (this.node.tryGetContext('scan')) {\n      ${make};\n    }`,
    ['Given', 'Plain', 'Shared'],
  ],
};

describe('a function that a class makes in some of its instances', () => {
  it.each(Object.entries(FORMS))('is there only where it is made: %s', (_, [made, functions]) => {
    expect(functionsOf(project(made))).toEqual(functions);
  });

  const WITH = ['with what is given', 'for one kind'].map((name) => project(FORMS[name]![0]));

  it('takes a trigger where the condition is known to hold, and gives it back', () => {
    for (const host of WITH) {
      const there = after(host, addTrigger(host, 'Given', 'sqs'));
      expect(read(there, 'lib/shop-stack.ts')).toContain(
        "this.node.findChild('Given').node.findChild('Run') as Function;",
      );
      expect(bytes(after(there, removeTrigger(there, 'Given', 'sqs')))).toEqual(bytes(host));
    }
  });

  it('is synthesised with it', async () => {
    const all = WITH.map((host) => after(host, addTrigger(host, 'Given', 'sqs')));
    for (const { Shop } of await synthesised(all.map(({ files }) => files)))
      expect(ofType(Shop!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(1);
  });

  it('is refused where the condition is not known', () => {
    const host = project(FORMS['by what is not known']![0]);
    expect(() => addTrigger(host, 'Given', 'sqs')).toThrow(/is made in a part of its code only/);
  });
});

describe('two functions of one id, of which one is made', () => {
  const made = (name: string) =>
    `new Function(this, 'Worker', { runtime: Runtime.NODEJS_24_X, handler: '${name}.handler', code: Code.fromInline('0') });`;
  const host = hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "shop" }',
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { ShopStack } from '../lib/shop-stack';

const app = new App();
new ShopStack(app, 'Live', true);
new ShopStack(app, 'Test', false);
`,
    'lib/shop-stack.ts': `import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, isLive: boolean) {
    super(scope, id);
    if (isLive) {
      ${made('live')}
    } else {
      ${made('test')}
    }
  }
}
`,
  });
  const line = (text: string, handler: string) =>
    text.split('\n').findIndex((each) => each.includes(`'${handler}.handler'`)) + 1;
  const place = (at: Host, handler: string) =>
    `lib/shop-stack.ts:${line(read(at, 'lib/shop-stack.ts'), handler)}`;
  const add = (at: Host, handler: string) =>
    after(at, addTrigger(at, place(at, handler), 'sqs', {}, { another: false }));

  it.each([
    ['live', 'test'],
    ['test', 'live'],
  ])('take the same trigger, first that of %s', async (first, second) => {
    const both = add(add(host, first), second);
    const [apps] = await synthesised([both.files]);
    for (const name of ['Live', 'Test'])
      expect(ofType(apps![name]!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(1);
    expect(addTrigger(both, place(both, first), 'sqs').changes).toEqual([]);
  });
});
