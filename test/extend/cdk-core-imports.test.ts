import { expect, it } from 'vitest';
import { addTrigger, after, hostOf, read } from '../support/extend.ts';

const STACK = 'lib/app-stack.ts';

const host = (imports: string, stack: string) =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{}',
    'bin/app.ts': `import { App } from 'aws-cdk-lib/core';
import { AppStack } from '../lib/app-stack';

new AppStack(new App(), 'App');
`,
    [STACK]: `${imports}
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';

export class AppStack extends ${stack} {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const worker = new NodejsFunction(this, 'Worker', { entry: 'src/worker.ts' });
  }
}
`,
    'src/worker.ts': 'export const handler = async (event: unknown) => event;\n',
  });

it.each([
  ['whole', "import * as cdk from 'aws-cdk-lib/core';", 'cdk.Stack', 'cdk.Duration.days(14)'],
  ['by name', "import { Stack } from 'aws-cdk-lib/core';", 'Stack', ' Duration.days(14)'],
])("uses a file's import of aws-cdk-lib/core: %s", (_, imports, stack, written) => {
  const started = host(imports, stack);
  const text = read(after(started, addTrigger(started, 'Worker', 'sqs')), STACK);
  expect(text).toContain(written);
  expect(text).not.toContain("from 'aws-cdk-lib';");
});

it('is behind the import of the types of the same module, and all others stay sorted', () => {
  const types =
    "import type { StackProps } from 'aws-cdk-lib';\nimport { BaseStack } from './base';";
  const started = host(types, 'BaseStack');
  const text = read(after(started, addTrigger(started, 'Worker', 'sqs')), STACK);
  const modules = [...text.matchAll(/from '(aws-cdk-lib[^']*)'/g)].map(([, module]) => module);
  expect(modules.slice(0, 2)).toEqual(['aws-cdk-lib', 'aws-cdk-lib']);
  expect(modules).toEqual(modules.toSorted());
});
