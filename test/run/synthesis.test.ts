import { expect, it, onTestFinished } from 'vitest';
import { project } from './project.ts';
import { RunningDev } from './start-dev.ts';

const APP = `import { spawnSync } from 'node:child_process';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { mkdirSync } from 'node:fs';
const stack = new Stack(new App(), 'S');
const big = String(stack.node.tryGetContext('big').length);
const commandHooks = { beforeInstall: () => [], beforeBundling: () => [], afterBundling: (from, to) => ['cp -r ' + from + '/data ' + from + '/more.js ' + to] };
new NodejsFunction(stack, 'One', { entry: 'one.ts', depsLockFilePath: 'package-lock.json', environment: { BIG: big, RULES: String(process.env.CDK_VALIDATION) }, bundling: { commandHooks } });
// Earlier versions of the CDK run all as one line
const folder = process.cwd() + '/asset';
mkdirSync(folder);
spawnSync('bash', ['-c', 'npx esbuild --bundle one.ts --outfile=' + folder + '/index.js && cp -r data ' + folder]);
new CfnResource(stack, 'Line', { type: 'AWS::Lambda::Function', properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { S3Bucket: 'b', S3Key: 'x.zip' } } }).addMetadata('aws:asset:path', folder);
`;

const HANDLER = `import { readFileSync } from 'node:fs';
import { join } from 'node:path';
export const handler = async () => {
  const read = (path: string) => readFileSync(join(process.env.LAMBDA_TASK_ROOT!, path), 'utf8');
  return [process.env.BIG, process.env.RULES, read('data/a.txt'), read('more.js')];
};`;

it('an app gets a context too long for a variable, and judges nothing by rules; a function gets what is beside its bundle, or that is named', async () => {
  const folder = project({
    'cdk.json': '{"app": "node app.mjs"}',
    'cdk.context.json': JSON.stringify({ big: 'x'.repeat(200 * 1024) }),
    'package-lock.json': '{}',
    'package.json': '{}',
    'app.mjs': APP,
    'one.ts': HANDLER,
    'data/a.txt': 'a',
    'more.js': 'more',
  });
  const dev = await RunningDev.start(folder);
  onTestFinished(async () => void (await dev.stop()));
  const id = dev.ready.functions.find((each) => each.includes('One'));
  const { outcome } = await dev.post('invoke', { function: id! });
  expect(JSON.parse(outcome.result)).toEqual([String(200 * 1024), 'false', 'a', 'more']);
  expect(dev.ready.notEmulated).toEqual([
    expect.stringMatching(/Line: its bundling does not run: cp -r data \S+\/asset$/),
  ]);
});

it('an app that only a script names runs as that script runs it', async () => {
  const folder = project({
    'package.json': JSON.stringify({ scripts: { synth: 'cdk synth --app "tsx app.mjs"' } }),
    'app.mjs': `import { App, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
new Function(new Stack(new App(), 'S'), 'One', { code: Code.fromInline('exports.handler = async () => 1;'), handler: 'index.handler', runtime: Runtime.NODEJS_22_X });
`,
  });
  const dev = await RunningDev.start(folder);
  onTestFinished(async () => void (await dev.stop()));
  expect(dev.ready.functions).toEqual([expect.stringContaining('One')]);
});
