import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { plainTemplate, project } from './project.ts';
import { Terminal } from './terminal.ts';

const bin = join(packageRoot, 'bin/lambda-gen.js');

const run = (cwd: string, ...args: string[]) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
    const options = { cwd, env, timeout: 20_000 };
    const child = execFile('node', [bin, ...args], options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });

async function start(folder: string, ...args: string[]) {
  const dev = await Terminal.start(folder, args);
  onTestFinished(() => dev.stop());
  return dev;
}

const API = `Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: one.handler
      Events: {Get: {Type: Api, Properties: {Path: /, Method: get}}}
`;

it('shows an answer that no gateway can send', async () => {
  const folder = project({
    'template.yaml': API,
    'one.js': 'exports.handler = async () => ({ statusCode: "abc" });',
  });
  const dev = await start(folder);
  const url = await dev.shows(/(http:\/\/\S+:\d+\S*)\n[\s\S]*Ctrl-C/);
  expect(dev.output).toContain('Functions that run here: 1');
  const [api] = /APIs\n\s+\S+\s+(\S+)/.exec(dev.output)!.slice(1);
  expect((await fetch(api!)).status, url[1]).toBe(502);
  await dev.shows(/✖ One {2}http 502 .*malformed proxy response: statusCode is "abc"/);
});

it('--persist is refused where nothing can be kept', async () => {
  const folder = project({ 'template.yaml': plainTemplate(['One']), 'one.js': '', file: '' });
  const cases = [
    [['--persist'], '--persist needs a value'],
    [['--persist='], '--persist is empty'],
    [['--persist', 'file'], 'Nothing can be kept in file: it is a file'],
    [['--persist', 'file/x'], 'Nothing can be kept in file/x: it would be inside of a file'],
    [['--persist', '/proc/x'], 'Nothing can be kept in /proc/x: '],
  ] as const;
  for (const [args, message] of cases) {
    const { code, output } = await run(folder, 'dev', '--port', '0', ...args);
    expect([args, output, code]).toEqual([args, expect.stringContaining(message), 2]);
  }
});

const invoke = (dev: Terminal, name: string) => {
  const [, page] = /Page: (\S+)/.exec(dev.output)!;
  return fetch(`${page}api/invoke`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ function: name }),
  });
};

it('says which functions cannot be run, when they are read', async () => {
  const python =
    '  Py: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: py.handler}}\n';
  const folder = project({
    'template.yaml': plainTemplate(['One', 'Two']) + python,
    'one.js': 'exports.handler = async () => 1;',
  });
  const dev = await start(folder);
  await dev.shows(/Functions that run here: 1\./);
  await dev.shows(/! Two cannot be run: there is no \S+two\.js\n/);
  writeFileSync(join(folder, 'template.yaml'), plainTemplate(['One', 'Three']));
  await dev.shows(/! Three cannot be run: there is no \S+three\.js\n/);
});

it('shows the place of what cannot be parsed', async () => {
  const folder = project({
    'template.yaml': plainTemplate(['One', 'Two']),
    'one.js': 'exports.handler = async () => {\n  const a = ;\n};\n',
    'two.mjs': 'export const handler = async () => {\n\n  const a = ;\n};\n',
  });
  const dev = await start(folder);
  await invoke(dev, 'One');
  await dev.shows(/✖ One .*Runtime\.UserCodeSyntaxError: Unexpected token ';' \(\S*one\.js:2\)/);
  await invoke(dev, 'Two');
  await dev.shows(/✖ Two .*Runtime\.UserCodeSyntaxError: Unexpected token ';' \(\S*two\.mjs:3\)/);
  writeFileSync(join(folder, 'template.yaml'), `${plainTemplate(['One'])}  Two: {\n`);
  await dev.shows(/✖ template\.yaml:\d+: template\.yaml cannot be read: it is no valid YAML/);
  writeFileSync(join(folder, 'template.yaml'), plainTemplate(['One']));
  await dev.shows(/The infrastructure is as it is now/);
});

const APP = `import { mkdirSync, writeFileSync } from 'node:fs';
import { value } from './value.mjs';
const out = process.env.CDK_OUTDIR;
mkdirSync(out, { recursive: true });
const Properties = { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: 'exports.handler = async () => ' + value } };
writeFileSync(out + '/t.json', JSON.stringify({ Resources: { One: { Type: 'AWS::Lambda::Function', Properties } } }));
writeFileSync(out + '/manifest.json', JSON.stringify({ artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: 't.json' } } } }));
`;

it('says that a CDK app is synthesised, and sees what repairs one', async () => {
  const folder = project({
    'cdk.json': '{"app": "node app.mjs"}',
    'app.mjs': APP,
    'value.mjs': 'export const value = 1;',
  });
  const { output } = await run(folder, 'invoke', 'One', '--json');
  expect(output).toMatch(/^\{"function":"One","result":1,.*\}\nSynthesising the CDK app …\n$/);
  const dev = await start(folder);
  expect(dev.output).toMatch(/^Synthesising the CDK app …\n/);
  writeFileSync(join(folder, 'extra.mjs'), 'export const extra = ;');
  writeFileSync(join(folder, 'value.mjs'), 'export { extra as value } from "./extra.mjs";');
  await dev.shows(/✖ .*The CDK app cannot be synthesised/);
  writeFileSync(join(folder, 'extra.mjs'), 'export const extra = 2;');
  await dev.shows(/The infrastructure is as it is now/);
});

it('says how the AWS CLI reaches the services, and warns of nothing that is its own', async () => {
  const folder = project({
    'template.yaml': `${plainTemplate(['One'])}  Jobs: {Type: AWS::SQS::Queue}\n`,
    'one.js': 'exports.handler = async () => 1;',
  });
  const dev = await start(folder);
  expect(dev.output).toMatch(/aws --endpoint-url http:\/\/127\.0\.0\.1:\d+ … {2}\(sqs, /);
  expect(dev.output).not.toContain('ExperimentalWarning');
  expect((await run(folder, 'dev', '--help')).output).toContain('aws --endpoint-url <address>');
  expect((await run(folder, 'invoke', '--help')).output).toContain('While dev runs');
});

it('invoke names the layers that a function which fails lacks', async () => {
  const layer =
    '  Shared: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: layer}}\n';
  const folder = project({
    'template.yaml': plainTemplate(['One'], 'Layers: [!Ref Shared]') + layer,
    'one.js': "require('shared'); exports.handler = async () => 1;",
  });
  const { code, output } = await run(folder, 'invoke', 'One');
  expect(output).toContain('Runtime.ImportModuleError');
  expect(output).toMatch(/Not emulated: Shared \(.*\): layers are not put under \/opt/);
  expect(code).toBe(1);
});
