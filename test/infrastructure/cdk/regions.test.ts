import type { ts } from 'ts-morph';
import { expect, it } from 'vitest';
import { projectPath } from '../../../src/core/paths.ts';
import { moduleAt } from '../../../src/infrastructure/cdk/modules.ts';
import { regionOf } from '../../../src/infrastructure/cdk/read/regions.ts';
import { hostOf, kitOf } from '../../support/extend.ts';

/** Helpers that call each other eight times each: 8 to the power of 9 ways lead to the innermost. */
const LEVELS = 9;
const helper = (n: number) =>
  `function make${n}(scope: Stack) {\n${`  make${n - 1}(scope);\n`.repeat(8)}}\n`;

const project = (regions: readonly string[]) =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "shop" }',
    'bin/app.ts': `import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';

const PROPS = { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('0') };

function make0(scope: Stack) {
  new Function(scope, 'Clean', PROPS);
}
${Array.from({ length: LEVELS }, (_, n) => helper(n + 1)).join('')}
class ShopStack extends Stack {
  constructor(scope: App, id: string, props: StackProps) {
    super(scope, id, props);
    make${LEVELS}(this);
  }
}

const app = new App();
${regions.map((region, n) => `new ShopStack(app, 'Shop${n}', { env: { region: '${region}' } });\n`).join('')}`,
  });

function regionIn(regions: readonly string[]) {
  const { disk } = kitOf(project(regions));
  const { source } = moduleAt(disk, projectPath('bin/app.ts'))!;
  const isClean = (node: ts.Node) => node.getText().startsWith("new Function(scope, 'Clean'");
  const node = source.nodes.find(isClean) as ts.NewExpression;
  return regionOf(disk, [{ node, scope: { module: source, disk } }]);
}

it('asks each maker once for its region, however many ways lead from a stack to a construct', () => {
  expect(regionIn(['eu-west-1', 'eu-west-1'])).toBe('eu-west-1');
  expect(regionIn(['eu-west-1', 'us-east-1'])).toBeUndefined();
});
