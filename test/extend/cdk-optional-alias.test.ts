import { describe, expect, it } from 'vitest';
import { addTrigger, after, bytes, hostOf, read, removeTrigger } from '../support/extend.ts';
import { ofType, synthesised } from '../support/synth.ts';

const WORKER = `import { Alias, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class Worker extends Construct {
  readonly fn: Function;
  readonly alias?: Alias;

  constructor(scope: Construct, id: string, { isPublished }: { isPublished?: boolean } = {}) {
    super(scope, id);
    this.fn = new Function(this, 'Fn', { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('0') });
    if (isPublished) {
      this.alias = new Alias(this, 'Live', { aliasName: 'live', version: this.fn.currentVersion });
    }
  }
}
`;

const HOST = hostOf('cdk', {
  'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
  'package.json': '{ "name": "shop" }',
  'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { ShopStack } from '../lib/shop-stack';

new ShopStack(new App(), 'Shop');
`,
  'lib/worker.ts': WORKER,
  'lib/shop-stack.ts': `import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Worker } from './worker';

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Worker(this, 'Plain', {});
    new Worker(this, 'Published', { isPublished: true });
    new Worker(this, 'Some', { isPublished: this.node.tryGetContext('publish') });
  }
}
`,
});

describe('an alias that a class makes for some of its functions', () => {
  it.each([
    ['Plain', 'plain.fn.addEventSource('],
    ['Published', 'published.alias!.addEventSource('],
  ])('is invoked where it is made: %s', async (fn, says) => {
    const extended = after(HOST, addTrigger(HOST, fn, 'sqs'));
    expect(read(extended, 'lib/shop-stack.ts')).toContain(says);
    expect(addTrigger(extended, fn, 'sqs').changes).toEqual([]);
    expect(bytes(after(extended, removeTrigger(extended, fn, 'sqs')))).toEqual(bytes(HOST));
    const [templates] = await synthesised([extended.files]);
    expect(ofType(templates!.Shop!, 'AWS::Lambda::EventSourceMapping')).toHaveLength(1);
  });

  it.each([
    [
      'says that it has none',
      'interface Settings extends StackProps { readonly stage: string }',
      true,
    ],
    [
      'says so of each of its parts',
      'type Settings = StackProps & { readonly stage: string }',
      true,
    ],
    ['has one', 'interface Settings extends StackProps { readonly isPublished?: boolean }', false],
    [
      'may have any',
      'interface Settings extends StackProps { readonly [key: string]: unknown }',
      false,
    ],
    ['is not read as a whole', 'interface Settings extends Partial<WorkerProps> {}', false],
  ])('is asked of the type of what is spread, which %s', (_, settings, isKnown) => {
    const host = hostOf('cdk', {
      ...Object.fromEntries(HOST.files),
      'lib/shop-stack.ts': `import { Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Worker } from './worker';

interface WorkerProps { readonly isPublished: boolean }
${settings}

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props: Settings) {
    super(scope, id, props);
    new Worker(this, 'Mail', { ...props });
    new Worker(this, 'Plain', {});
  }
}
`,
    });
    const add = () => addTrigger(host, 'Mail', 'sqs');
    if (isKnown)
      expect(read(after(host, add()), 'lib/shop-stack.ts')).toContain('mail.fn.addEventSource(');
    else expect(add).toThrow('Cannot tell whether Mail has an alias');
  });

  it('is refused where nobody knows', () => {
    expect(() => addTrigger(HOST, 'Some', 'sqs')).toThrow(
      'Cannot tell whether Some has an alias: its class makes one under a condition',
    );
  });
});
