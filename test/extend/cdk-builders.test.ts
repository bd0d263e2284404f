import { describe, expect, it } from 'vitest';
import { cdkFunctions } from '../../src/infrastructure/cdk/functions.ts';
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

const IMPORTS = `import { Duration, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
`;

const MADE = `new Function(this.scope, this.id, {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: this.code,
      timeout: this.timeout,
    })`;

const SETTERS = `  withTimeout(seconds: number): this {
    this.timeout = Duration.seconds(seconds);
    return this;
  }
  withCode(code: Code) {
    return this.set(code);
  }
  protected set(code: Code) {
    this.code = code;
    return this;
  }
`;

const CLASS = `export class Builder {
  private timeout?: Duration;
  private code!: Code;
  constructor(private readonly scope: Construct, private readonly id: string) {}
${SETTERS}  build(): Function {
    return ${MADE};
  }
}
`;

const withMethod = (method: string) => CLASS.replace('  build()', `${method}\n  build()`);

/** How classes of an app build a function: the classes, and the builder of one with an id. */
const FORMS: Readonly<Record<string, readonly [classes: string, builder: (id: string) => string]>> =
  {
    'what is new': [CLASS, (id) => `new Builder(this, '${id}')`],
    'what a static method makes': [
      withMethod(
        '  static create(scope: Construct, id: string) {\n    return new Builder(scope, id);\n  }',
      ),
      (id) => `Builder.create(this, '${id}')`,
    ],
    'what a function makes': [
      `${CLASS}export const builder = (scope: Construct, id: string) => new Builder(scope, id);\n`,
      (id) => `builder(this, '${id}')`,
    ],
    'what gets its id later': [
      withMethod('  withId(id: string) {\n    this.id = id;\n    return this;\n  }').replace(
        '(private readonly scope: Construct, private readonly id: string)',
        '(private readonly scope: Construct, private id?: string)',
      ),
      (id) => `new Builder(this).withId('${id}')`,
    ],
    'what holds the function': [
      CLASS.replace(`return ${MADE}`, `this.made = ${MADE};\n    return this.made`).replace(
        '  private code',
        '  private made?: Function;\n  private code',
      ),
      (id) => `new Builder(this, '${id}')`,
    ],
    'what extends another': [
      `abstract class Base<T> {
  constructor(protected readonly scope: Construct, protected readonly id: string) {}
  build(): T {
    return this.make();
  }
  protected abstract make(): T;
}
export class Builder extends Base<Function> {
  private timeout?: Duration;
  private code!: Code;
${SETTERS}  protected make() {
    return ${MADE};
  }
}
`,
      (id) => `new Builder(this, '${id}')`,
    ],
  };

const CODE = "withCode(Code.fromInline('0'))";

const project = (classes: string, ...lines: readonly string[]): Host =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "shop" }',
    'bin/app.ts':
      "import { App } from 'aws-cdk-lib';\nimport { ShopStack } from '../lib/shop-stack';\n\nnew ShopStack(new App(), 'Shop');\n",
    'lib/builder.ts': `${IMPORTS}\n${classes}`,
    'lib/shop-stack.ts': `${IMPORTS}import { Builder, builder } from './builder';

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Queue(this, 'Jobs', { visibilityTimeout: Duration.seconds(10) });
${lines.map((line) => `    ${line}\n`).join('')}  }
}
`,
  });

const functionsOf = (host: Host) => cdkFunctions(kitOf(host).disk).map(({ names }) => names[0]);

const STACK = 'lib/shop-stack.ts';

describe('a function that a builder of the app makes', () => {
  it.each(Object.entries(FORMS))('is the user’s of the builder: %s', (_, [classes, builder]) => {
    const lines = [`const orders = ${builder('Orders')}.withTimeout(8).${CODE}.build();`];
    for (const more of [[], [`${builder('Refunds')}.${CODE}.build();`]]) {
      const host = project(classes, ...lines, ...more);
      expect(functionsOf(host)).toEqual(['Orders', ...(more.length > 0 ? ['Refunds'] : [])]);
      const there = after(host, addTrigger(host, 'Orders', 'sqs'));
      expect(read(there, 'lib/builder.ts')).toBe(read(host, 'lib/builder.ts'));
      expect(read(there, STACK)).toContain('    orders.addEventSource(');
      // What the builder was told
      expect(read(there, STACK)).toContain('visibilityTimeout: Duration.seconds(48)');
      expect(bytes(after(there, removeTrigger(there, 'orders', 'sqs')))).toEqual(bytes(host));
    }
  });

  it('has a name only where it needs one, and what it was not told is unknown', () => {
    const host = project(CLASS, `new Builder(this, 'Orders').${CODE}.build();`);
    const plan = addTrigger(host, 'Orders', 'sqs', { queue: 'Jobs' });
    expect(read(after(host, plan), STACK)).toContain("const orders = new Builder(this, 'Orders')");
    expect(plan.warnings).toEqual([expect.stringContaining('is not known')]);
  });

  it('is found through a variable that holds the builder', () => {
    const host = project(
      CLASS,
      "const plan = new Builder(this, 'Orders').withTimeout(8);",
      `plan.${CODE};`,
      'const orders = plan.build();',
    );
    expect(functionsOf(host)).toEqual(['Orders']);
    const there = after(host, addTrigger(host, 'Orders', 'sqs', { queue: 'Jobs' }));
    expect(read(there, STACK)).toContain('    orders.addEventSource(');
  });

  it.each([
    ['plan.withTimeout(9);', 'seconds(54)'],
    ['plan.withTimeout(8).withTimeout(9);', 'seconds(54)'],
    ['if (id) plan.withTimeout(9);', 'seconds(5400)'],
  ])('has what the builder is told last: %s', (told, timeout) => {
    const host = project(
      CLASS,
      `const plan = new Builder(this, 'Orders').withTimeout(8).${CODE};`,
      told,
      'const orders = plan.build();',
    );
    const there = after(host, addTrigger(host, 'Orders', 'sqs'));
    expect(read(there, STACK)).toContain(timeout);
  });

  it('is inside of what a builder makes', () => {
    const classes = `export class Job extends Construct {
  readonly fn: Function;
  constructor(scope: Construct, id: string, code: Code) {
    super(scope, id);
    this.fn = new Function(this, 'Run', { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code });
  }
}
${CLASS.replace(MADE, 'new Job(this.scope, this.id, this.code)').replace('build(): Function', 'build()')}`;
    const host = project(classes, `new Builder(this, 'Orders').${CODE}.build();`);
    expect(functionsOf(host)).toEqual(['Orders']);
    const there = after(host, addTrigger(host, 'Orders', 'sqs'));
    expect(read(there, STACK)).toContain('    orders.fn.addEventSource(');
  });

  it('is of the builder that the method is of, where others have one of the same name', () => {
    const other = CLASS.replace('class Builder', 'class Other').replace(MADE, 'undefined as any');
    const host = project(
      `${other}${CLASS}export const builder = (scope: Construct) => new Other(scope, 'Other');\n`,
      'builder(this).build();',
      `const orders = new Builder(this, 'Orders').${CODE}.build();`,
    );
    expect(functionsOf(host)).toEqual(['Orders']);
  });

  it('is synthesised with its trigger', async () => {
    const hosts = Object.values(FORMS).map(([classes, builder]) => {
      const host = project(classes, `${builder('Orders')}.withTimeout(8).${CODE}.build();`);
      return after(host, addTrigger(host, 'Orders', 'sqs', { queue: 'Jobs' }));
    });
    for (const app of await synthesised(hosts.map(({ files }) => files)))
      expect(ofType(app.Shop!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(1);
  });
});

/** What is made with an object, with what code does to it before. */
const CHANGES = [
  'props.timeout = Duration.minutes(2);',
  "props['timeout'] = Duration.minutes(2);",
  'Object.assign(props, { timeout: Duration.minutes(2) });',
  'const key = Date.now() > 0 ? "timeout" : "memorySize"; props[key] = Duration.minutes(2);',
] as const;

const VALUE = "{ runtime: Runtime.NODEJS_24_X, handler: 'a.b', code: Code.fromInline('0') }";

describe('what code sets of an object after it is written', () => {
  it.each(CHANGES)('is not known: %s', (change) => {
    for (const made of ['props', '{ ...props, memorySize: 256 }']) {
      const lines = (changed: string) => [
        `const props: any = ${VALUE};`,
        changed,
        `new Function(this, 'Orders', ${made});`,
      ];
      const warned = (changed: string) =>
        addTrigger(project(CLASS, ...lines(changed)), 'Orders', 'sqs', { queue: 'Jobs' }).warnings;
      expect(warned(change)).toEqual([expect.stringContaining('is not known')]);
      expect(warned('props.memorySize = 256;')).toBeUndefined();
    }
  });

  it('is not known of a field', () => {
    const classes = CLASS.replace(
      /new Function\([^;]*\)/,
      'new Function(this.scope, this.id, this.props)',
    )
      .replace('private timeout?: Duration;', `private props: any = ${VALUE};`)
      .replace('this.timeout =', 'this.props.timeout =')
      .replace('  private code!: Code;\n', '')
      .replace('this.code = ', 'this.props.code = ');
    const host = project(classes, `new Builder(this, 'Orders').withTimeout(8).build();`);
    const { warnings } = addTrigger(host, 'Orders', 'sqs', { queue: 'Jobs' });
    expect(warnings).toEqual([expect.stringContaining('is not known')]);
  });
});

describe('a class that is given what its own class says', () => {
  it('is read with what that hands on', () => {
    const classes = `export class Job extends Construct {
  constructor(scope: Construct, id: string, seconds: number, isOn: boolean) {
    super(scope, id);
    if (isOn)
      new Function(this, 'Run', { ...${VALUE}, timeout: Duration.seconds(seconds) });
  }
}
export class Builder extends Job {
  constructor(scope: Construct, id: string, isQuick: boolean) {
    super(scope, id, 8, true);
  }
}
export const builder = 0;
`;
    const host = project(
      classes,
      "new Builder(this, 'Clean', false);",
      "new Builder(this, 'Pack', false);",
    );
    expect(functionsOf(host)).toEqual(['Clean', 'Pack']);
    const there = after(host, addTrigger(host, 'Pack', 'sqs'));
    expect(read(there, STACK)).toContain('visibilityTimeout: Duration.seconds(48)');
  });
});
