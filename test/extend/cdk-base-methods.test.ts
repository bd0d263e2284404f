import { describe, expect, it } from 'vitest';
import { memoryDisk } from '../../src/core/tree/memory.ts';
import { cdkFunctions } from '../../src/infrastructure/cdk/functions.ts';
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

/** A base of stacks whose methods make what one of them calls for, by a helper that all of them share. */
const BASE = `import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export enum Role {
  AUDIT = 'audit',
  BACKUP = 'backup',
  CHECKS = 'checks',
  DEFAULT = 'default',
}

export class Linked extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const handler = new Function(this, 'Fn', ${PROPS});
    handler.addEnvironment('A', 'b');
  }
}

export class BaseStack extends Stack {
  constructor(scope: Construct, id: string, readonly isOn = true) {
    super(scope, id);
  }
  protected addAudit() {
    if (this.isOn) {
      this.linked(Role.AUDIT);
    }
  }
  protected addBackup() {
    if (this.isOn) {
      this.linked(Role.BACKUP);
    }
  }
  protected checks(): Linked {
    const linked = this.linked(Role.CHECKS);
    console.log(linked.node.path);
    return linked;
  }
  protected noted(name: string) {
    console.log(new Linked(this, name.normalize()).node.path);
  }
  private linked(role: string): Linked {
    let linked: Linked | undefined;
    switch (role) {
      case Role.AUDIT:
        linked = new Linked(this, 'Audit');
        break;
      case Role.BACKUP:
        linked = new Linked(this, 'Backup');
        break;
      case Role.CHECKS:
        if (this.isOn) linked = new Linked(this, 'Checks');
        break;
      default:
        linked = new Linked(this, 'Default');
    }
    return linked!;
  }
}
`;

const stack = (name: string, body: string) => `import { Construct } from 'constructs';
import { BaseStack, Role } from './base-stack';

export class ${name}Stack extends BaseStack {
  constructor(scope: Construct) {
    super(scope, '${name}');
${body}
  }
}
`;

const project = (shop: string, bill: string): Host =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "shop" }',
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { BillStack } from '../lib/bill-stack';
import { ShopStack } from '../lib/shop-stack';

const app = new App();
new ShopStack(app);
new BillStack(app);
`,
    'lib/base-stack.ts': BASE,
    'lib/shop-stack.ts': stack('Shop', shop),
    'lib/bill-stack.ts': stack('Bill', bill),
  });

const HOST = project(
  "    this.addAudit();\n    this.addBackup();\n    this.checks();\n    this.noted('a');",
  "    this.addBackup();\n    this.noted('b');",
);

const at = (text: string) =>
  `lib/shop-stack.ts:${
    read(HOST, 'lib/shop-stack.ts')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  }`;

it('makes the one thing that a switch over a member of an enum makes with each call', () => {
  const shown = cdkFunctions(memoryDisk(HOST.files)).map((each) => each.shown);
  expect(shown.map((each) => each.split(' ')[0]).toSorted()).toEqual([
    'Audit',
    'Backup',
    'Backup',
    'BillStack',
    'Checks',
    'ShopStack',
  ]);
});

it('takes the trigger in a method of the base that one stack calls, where a condition makes it', async () => {
  const there = after(HOST, addTrigger(HOST, 'Audit', 'sqs'));
  const base = read(there, 'lib/base-stack.ts');
  expect(base).toContain('const audit = this.linked(Role.AUDIT);');
  expect(base).toContain('      audit.handler.addEventSource(');
  expect(bytes(after(there, removeTrigger(there, 'Audit', 'sqs')))).toEqual(bytes(HOST));
  const [{ Shop, Bill } = {}] = await synthesised([there.files]);
  expect(ofType(Shop!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(1);
  expect(ofType(Bill!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(0);
});

describe('what methods of the base make under a condition is looked for behind the call', () => {
  const LOOKED = [
    ['addBackup', 'backup', 'Backup'],
    ['this.checks', 'checks', 'Checks'],
  ] as const;

  it.each(LOOKED)('%s', (call, name, id) => {
    const own = `ShopStack/${id}`;
    const there = after(HOST, addTrigger(HOST, at(call), 'sqs'));
    const text = read(there, 'lib/shop-stack.ts').replace(/\(\s+|,?\s+(?=\) as )/g, (each) =>
      each.startsWith('(') ? '(' : '',
    );
    expect(text).toContain(
      `const ${name} = this.node.tryFindChild('${id}')?.node.tryFindChild('Fn') as Function | undefined;`,
    );
    expect(text).toMatch(
      new RegExp(`\\n {4}if \\(${name}\\) \\{\\n {6}const [^]*\\n {6}${name}\\.addEventSource\\(`),
    );
    expect(addTrigger(there, own, 'sqs').changes).toEqual([]);
    const both = after(there, addTrigger(there, own, 'schedule'));
    expect(read(both, 'lib/shop-stack.ts').match(/ as Function/g)).toHaveLength(1);
    const one = after(both, removeTrigger(both, id, 'schedule'));
    expect(bytes(after(one, removeTrigger(one, id, 'sqs')))).toEqual(bytes(HOST));
  });

  it('and the app is synthesised', async () => {
    const all = LOOKED.map(([call]) => after(HOST, addTrigger(HOST, at(call), 'sqs')).files);
    for (const { Shop } of await synthesised(all))
      expect(ofType(Shop!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(1);
  });

  it.each([
    ["      const other = new Construct(this, 'Backup');\n      other.node.path;\n"],
    ["      const key = 'Back' + 'up';\n      new Construct(this, key).node.path;\n"],
  ])('not where something else may have its id: %s', (other) => {
    const text = read(HOST, 'lib/base-stack.ts').replace(
      '      case Role.CHECKS:\n',
      `      case Role.CHECKS:\n${other}`,
    );
    const host: Host = { ...HOST, files: new Map([...HOST.files, ['lib/base-stack.ts', text]]) };
    expect(() => addTrigger(host, at('addBackup'), 'sqs')).toThrow('under a condition alone');
  });
});

it.each([['noted', 'it is made in noted, which is called more than once and does not return it']])(
  'takes none where the call does not say whether it is there: %s',
  (call, reason) => {
    expect(() => addTrigger(HOST, at(call), 'sqs')).toThrow(reason);
  },
);

it.each([
  ['Role.DEFAULT', 'Default'],
  ["'other'", 'Default'],
  ['Role.BACKUP', 'Backup'],
])('the clause that runs: %s', (role, id) => {
  const host = project('', `    const own = this.linked(${role});\n    own.node.path;`);
  const text = read(host, 'lib/base-stack.ts').replace('private linked', 'protected linked');
  const bill: Host = { form: 'cdk', files: new Map([...host.files, ['lib/base-stack.ts', text]]) };
  const there = after(bill, addTrigger(bill, `BillStack/${id}`, 'sqs'));
  expect(read(there, 'lib/bill-stack.ts')).toContain('own.handler.addEventSource(');
});

it('a field has the types that its class is made for', () => {
  const linked = "    const linked = new Linked<'a'>(this, 'Own');\n    linked.node.path;";
  const host = project('', linked);
  const base = read(host, 'lib/base-stack.ts').replace(
    'class Linked extends',
    'class Linked<T extends string> extends',
  );
  const outer = `export class Outer extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const inner = new Linked<'a' | 'b'>(this, 'Inner');
    inner.node.path;
  }
}
`;
  const bill = read(host, 'lib/bill-stack.ts')
    .replace("new Linked<'a'>", 'new Outer')
    .replace('BaseStack, Role', 'BaseStack, Outer');
  const shop = read(host, 'lib/shop-stack.ts')
    .replace("super(scope, 'Shop');", "super(scope, 'Shop');\n    new Outer(this, 'Own');")
    .replace('BaseStack, Role', 'BaseStack, Outer');
  const files = new Map([
    ...host.files,
    ['lib/base-stack.ts', base + outer],
    ['lib/bill-stack.ts', bill],
    ['lib/shop-stack.ts', shop],
  ]);
  const started: Host = { form: 'cdk', files };
  const there = after(started, addTrigger(started, 'lib/bill-stack.ts:7', 'sqs'));
  expect(read(there, 'lib/base-stack.ts')).toContain("readonly inner: Linked<'a' | 'b'>;");
});
