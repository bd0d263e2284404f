import { describe, expect, it } from 'vitest';
import { addTrigger, after, hostOf, read } from '../support/extend.ts';

const HEADINGS = [
  (name: string) => `// --- ${name} ---`,
  (name: string) => `// ${name}\n    // ${'='.repeat(name.length)}`,
  (name: string) => `//////////\n    // ${name}\n    //////////`,
  (name: string) => `/*****\n     * ${name}\n     *****/`,
  (name: string) => `// #region ${name}`,
] as const;

const STACK = 'lib/shop-stack.ts';

const project = (heading: (name: string) => string) =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{}',
    'bin/app.ts':
      "import { App } from 'aws-cdk-lib';\nimport { ShopStack } from '../lib/shop-stack';\n\nnew ShopStack(new App(), 'Shop');\n",
    [STACK]: `import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    ${heading('Queues')}
    const jobs = new Queue(this, 'Jobs', { visibilityTimeout: Duration.minutes(15) });

    ${heading('Functions')}
    const clean = new NodejsFunction(this, 'Clean', { entry: 'src/clean.ts' });
    clean.addEnvironment('A', 'b');
    const pack = new NodejsFunction(this, 'Pack', { entry: 'src/pack.ts' });

    ${heading('Rights')}
    jobs.grantSendMessages(pack);
    jobs.grantSendMessages(clean);

    ${heading('Later')}
    const late = new Queue(this, 'Late', { visibilityTimeout: Duration.minutes(15) });

    ${heading('Outputs')}
    new CfnOutput(this, 'Url', { value: late.queueUrl });
  }
}
`,
  });

/** The headings and statements of a stack in their order, each by a word of it. */
const order = (text: string) =>
  [
    ...text.matchAll(
      /Queues|addEnvironment|'Pack'|Rights|'Late'|Outputs|(clean|pack)\.addEventSource/g,
    ),
  ].map(([word]) => word.replaceAll("'", ''));

describe.each(HEADINGS.map((heading) => ({ heading, as: heading('…') })))(
  'under $as',
  ({ heading }) => {
    it.each([
      ['Clean', 'Jobs', 'addEnvironment', 'Pack'],
      ['Pack', 'Jobs', 'Pack', 'Rights'],
      ['Clean', 'Late', 'Late', 'Outputs'],
    ])('a trigger of %s with %s comes behind %s, in front of %s', (fn, queue, before, behind) => {
      const host = project(heading);
      const all = order(read(after(host, addTrigger(host, fn, 'sqs', { queue })), STACK));
      const at = all.findIndex((word) => word.endsWith('addEventSource'));
      expect([all[at - 1], all[at + 1]]).toEqual([before, behind]);
    });
  },
);

const HANDED_OUT = `    this.clean = clean;
    this.pack = pack;`;

const handingOut = `import { Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';

export class ShopStack extends Stack {
  readonly clean: IFunction;
  readonly pack: IFunction;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    const clean = new NodejsFunction(this, 'Clean', { entry: 'src/clean.ts' });
    const pack = new NodejsFunction(this, 'Pack', { entry: 'src/pack.ts' });

${HANDED_OUT}
  }
}
`;

it('comes behind all the lines that hand out what was made', () => {
  const { files } = project(HEADINGS[0]);
  const host = hostOf('cdk', { ...Object.fromEntries(files), [STACK]: handingOut });
  const text = read(after(host, addTrigger(host, 'Clean', 'sqs')), STACK);
  expect(text).toContain(`${HANDED_OUT}\n\n    const cleanQueueDeadLetters`);
});
