import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it, onTestFinished } from 'vitest';
import { createPorts } from '../../src/cli/ports.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { IACS, sampleProject } from '../../src/core/project.ts';
import { committed, memoryDisk } from '../../src/core/tree/memory.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { project } from './project.ts';
import { RunningDev } from './start-dev.ts';

const bin = join(packageRoot, 'bin/lambda-gen.js');
const invoke = (cwd: string, ...args: string[]) =>
  execa('node', [bin, 'invoke', ...args], { cwd, reject: false, env: { NO_COLOR: '1' } });

/** An image whose command is a module; without one, only its Dockerfile knows the handler. */
const template = (functions: Readonly<Record<string, string>>) =>
  [
    'Transform: AWS::Serverless-2016-10-31',
    'Resources:',
    ...Object.entries(functions).flatMap(([id, command]) => [
      `  ${id}:`,
      '    Type: AWS::Serverless::Function',
      '    Metadata: {Dockerfile: Dockerfile, DockerContext: app, DockerTag: v1}',
      '    Properties:',
      '      PackageType: Image',
      ...(command ? [`      ImageConfig: {Command: [${command}]}`] : []),
    ]),
    '',
  ].join('\n');

const OTHERS = {
  'template.yaml': template({
    Typed: 'src/typed.handler',
    Plain: 'plain.handler',
    Gone: 'gone.handler',
    Unnamed: '',
  }),
  'app/src/typed.ts':
    "import { two } from './two.ts'; export const handler = async (n: number) => n * two;",
  'app/src/two.ts': 'export const two: number = 2;',
  'app/plain.js': 'exports.handler = async () => __dirname.split(/[\\\\/]/).at(-1);',
};

it.each([
  ['Typed', '21', '42'],
  ['Plain', '0', '"app"'],
])('the function %s of an image is run from its source', async (id, event, answer) => {
  const cwd = project({ ...OTHERS, 'event.json': event });
  const { stdout, exitCode } = await invoke(cwd, id, '--event', 'event.json', '--json');
  expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({
    exitCode: 0,
    result: JSON.parse(answer),
  });
});

it.each([
  ['Gone', /its code is a container image[\s\S]*there is no module gone in/],
  ['Unnamed', /its code is a container image, and no command names its handler/],
])('the function %s of an image without its source is not run', async (id, says) => {
  const { stdout, exitCode } = await invoke(
    project({ ...OTHERS, 'event.json': '0' }),
    id,
    '--event',
    'event.json',
  );
  expect(stdout).toMatch(says);
  expect(exitCode).toBe(1);
});

it.each(IACS)('a project with an image runs without Docker, as %s', async (iac) => {
  const request = {
    project: { ...sampleProject(iac), packageType: 'image' as const },
    instances: [{ pattern: 'function', name: 'resize' }],
  };
  const files = committed(
    new Map(),
    planCreate(request, memoryDisk(new Map()), await createPorts()),
  );
  const cwd = project(Object.fromEntries(files));
  const { stdout } = await invoke(cwd, 'resize', '--event', 'valid', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ result: { id: '1001' } });
  const dev = await RunningDev.start(cwd);
  onTestFinished(async () => void (await dev.stop()));
  expect(JSON.stringify(await dev.state())).not.toMatch(/container image|cannot be run/);
});
