import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import {
  addInstance,
  addPattern,
  addTrigger,
  after,
  type Host,
  hostOf,
  ownHost,
  read,
} from '../support/extend.ts';

const items = { pattern: 'rest-api', name: 'items' };
const STAGES = ['dev', 'staging', 'prod'];

const DAYS = `RetentionInDays: !FindInMap
        - Stages
        - !Ref Stage
        - LogDays`;

const older = (form: 'cdk' | 'sam'): Host =>
  hostOf(
    form,
    JSON.parse(
      readFileSync(new URL(`../fixtures/own-${form}-schema-2.json`, import.meta.url), 'utf8'),
    ),
  );

it.each(IACS)('an older %s project gets the stages with what needs them', (form) => {
  const before = older(form);
  const path = form === 'sam' ? 'template.yaml' : 'infra/stage.ts';
  const there = after(before, addInstance(before, { pattern: 'function', name: 'send-invoice' }));
  const text = read(there, path);
  for (const stage of STAGES) expect(text).toMatch(new RegExp(`^ +${stage}: *[{\\n]`, 'm'));
  if (form === 'sam') expect(text).toContain(DAYS);
});

it('the pipeline deploys each stage when the one before it is deployed', () => {
  const workflow = read(ownHost('sam', [items]), '.github/workflows/deploy.yml');
  const needs = [...workflow.matchAll(/^ {2}(\w+):\n {4}needs: (\w+)/gm)];
  expect(needs.map(([, job, needed]) => `${needed} → ${job}`)).toEqual([
    'check → dev',
    'dev → staging',
    'staging → prod',
  ]);
});

it('the access logs of a new API are kept as long as the stage says, in a project of ours alone', () => {
  const own = ownHost('sam', [{ pattern: 'function', name: 'resize' }]);
  const there = after(own, addTrigger(own, 'resize', 'http', { path: '/resize' }));
  expect(read(there, 'template.yaml')).not.toContain('RetentionInDays: 30');
  expect(read(there, 'template.yaml').split(DAYS)).toHaveLength(3);
});

it('the tests of a pattern in a CDK app find its stages', () => {
  const host = hostOf('cdk', {
    'cdk.json': '{"app": "npx tsx bin/shop.ts"}',
    'package.json': '{"dependencies": {"aws-cdk-lib": "2.276.0", "constructs": "^10.0.0"}}',
    'lib/shop-stack.ts': `import * as cdk from 'aws-cdk-lib';
import { Construct } from 'constructs';

export class ShopStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
  }
}
`,
    'bin/shop.ts': `import { ShopStack } from '../lib/shop-stack';\nnew ShopStack(app, 'Shop');\n`,
  });
  const there = after(host, addPattern(host, items));
  expect(read(there, 'items/test/support/app.ts')).toContain("from '../../infra/stage.ts';");
  expect(read(there, 'items/infra/stage.ts')).toContain('export function stageOf');
});
