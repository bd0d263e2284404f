import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { plainTemplate, project } from './project.ts';
import { Terminal } from './terminal.ts';

const bin = join(packageRoot, 'bin/lambda-gen.js');

const run = (cwd: string, ...args: string[]) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const child = execFile('node', [bin, ...args], { cwd, timeout: 20_000 }, (_, stdout, stderr) =>
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
    [['--persist', 'file/x'], 'Nothing can be kept in file/x: a part of its path is a file'],
    [['--persist', '/proc/x'], 'Nothing can be kept in /proc/x: '],
  ] as const;
  for (const [args, message] of cases) {
    const { code, output } = await run(folder, 'dev', '--port', '0', ...args);
    expect([args, output, code]).toEqual([args, expect.stringContaining(message), 2]);
  }
});
