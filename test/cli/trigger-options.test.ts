import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { lambdaGen } from '../support/commands.ts';
import { addFunction, addTrigger, after, hostOf, read } from '../support/extend.ts';
import { FOREIGN } from '../support/extend-hosts.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { created } from '../support/projects.ts';

const add = (root: string, ...args: readonly string[]) =>
  lambdaGen(['add', ...args, '--no-install', '--yes'], { cwd: root });

describe.each(IACS)('in a %s project', (form) => {
  const project = () => temporaryFolder(Object.fromEntries(FOREIGN[form].files));

  it.each([
    ['http', '--path'],
    ['eventbridge', '--source or --pattern'],
  ])('no placeholder of %s is deployed unseen', async (type, flags) => {
    const root = project();
    const before = snapshot(root);
    const { exitCode, stderr } = await add(root, 'trigger', 'resize', type);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${type} needs ${flags}`);
    expect(snapshot(root)).toEqual(before);
  });

  it('the same trigger with other options is refused, unless a second one is asked for', async () => {
    const root = project();
    expect(await add(root, 'trigger', 'resize', 'sqs')).toMatchObject({ exitCode: 0 });
    const again = await add(root, 'trigger', 'resize', 'sqs', '--batch-size', '5');
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain('resize has an sqs trigger already, with other options');
    const second = await add(root, 'trigger', 'resize', 'sqs', '--batch-size', '5', '--another');
    expect(second, second.stderr).toMatchObject({ exitCode: 0 });
  });
});

it.each(IACS)('the only pool of a %s project is taken, and the message shows it', async (form) => {
  const root = temporaryFolder(Object.fromEntries(FOREIGN[form].files));
  const { stdout, stderr, exitCode } = await add(root, 'trigger', 'resize', 'cognito');
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toMatch(/^ *pool +OwnUserPool /m);
  const again = await add(root, 'trigger', 'resize', 'cognito');
  expect(again, again.stderr).toMatchObject({ exitCode: 0 });
  const two = temporaryFolder({
    ...Object.fromEntries(FOREIGN[form].files),
    ...(form === 'sam'
      ? {
          'template.yaml': `${read(FOREIGN.sam, 'template.yaml')}  Other:\n    Type: AWS::Cognito::UserPool\n`,
        }
      : {
          'lib/app-stack.ts': read(FOREIGN.cdk, 'lib/app-stack.ts').replace(
            '    const api =',
            "    const other = new cognito.UserPool(this, 'Other');\n    const api =",
          ),
        }),
  });
  const either = await add(two, 'trigger', 'resize', 'cognito');
  expect(either.exitCode).toBe(2);
  expect(either.stderr).toContain('Other');
});

/** Projects with one function and no API. */
const WITHOUT_API = {
  sam: {
    'template.yaml': `Transform: AWS::Serverless-2016-10-31
Resources:
  ResizeFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs22.x
`,
    'src/app.mjs': 'export const handler = async () => {};\n',
  },
  cdk: {
    'cdk.json': '{"app": "npx tsx bin/app.ts"}',
    'lib/stack.ts': `import { Stack, type StackProps } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

export class AppStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const resize = new NodejsFunction(this, 'Resize', { entry: 'src/resize.ts' });
  }
}
`,
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { AppStack } from '../lib/stack';

new AppStack(new App(), 'Images');
`,
    'src/resize.ts': 'export const handler = async () => {};\n',
  },
} as const;

it.each(IACS)(
  'the same route in %s again changes nothing, though the first run made the only API',
  async (iac) => {
    const root = temporaryFolder({ 'package.json': '{}', ...WITHOUT_API[iac] });
    const words = ['trigger', 'resize', 'http', '--path', '/images'];
    const first = await add(root, ...words);
    expect(first, first.stderr).toMatchObject({ exitCode: 0 });
    const before = snapshot(root);
    const again = await add(root, ...words);
    expect(again, again.stderr).toMatchObject({ exitCode: 0 });
    expect(again.stdout).toMatch(/http is already in the project/);
    expect(snapshot(root)).toEqual(before);
  },
);

const API = `
  OwnApi:
    Type: AWS::Serverless::HttpApi
`;

it('the route comes to the only API, and the message shows it; --api new makes another', async () => {
  const template = read(FOREIGN.sam, 'template.yaml').replace(/\n {2}OwnBucket:[\s\S]*$/, API);
  const root = temporaryFolder({ 'resize/app.ts': '', 'template.yaml': template });
  const { stdout, stderr } = await add(root, 'trigger', 'resize', 'http', '--path', '/images');
  expect(stdout, stderr).toContain('OwnApi (AWS::Serverless::HttpApi');
  expect(stdout).toContain('--api new makes another');
  expect(snapshot(root)!['template.yaml']).not.toContain('ResizeApi:');
  const other = await add(root, 'trigger', 'resize', 'http', '--path', '/more', '--api', 'new');
  expect(other, other.stderr).toMatchObject({ exitCode: 0 });
  expect(snapshot(root)!['template.yaml']).toMatch(/Resize2?Api:/);
});

describe('where functions are written in Python', () => {
  const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  HelloFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: src/
      Handler: app.handler
`;
  // A file that happens to be there
  const files = { 'template.yaml': template, 'src/app.py': '', 'src/app.js': '' };

  it('a trigger brings infrastructure and events, and no TypeScript', async () => {
    const root = temporaryFolder(files);
    expect(await add(root, 'trigger', 'hello', 'sqs')).toMatchObject({ exitCode: 0 });
    const came = Object.keys(snapshot(root)!).filter((path) => !(path in files));
    expect(came).toContain(join('events', 'hello', 'sqs.valid.json'));
    expect(came.filter((path) => /\.[cm]?[jt]s$/.test(path))).toEqual([]);
  });

  it('a function is written in JavaScript only where that was asked for', async () => {
    const root = temporaryFolder(files);
    const before = snapshot(root);
    const { exitCode, stderr } = await add(root, 'function', 'audit-log');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('written in Python; lambda-gen writes TypeScript or JavaScript');
    expect(stderr).toContain('--language javascript');
    expect(snapshot(root)).toEqual(before);
    const asked = await add(root, 'function', 'audit-log', '--language', 'javascript');
    expect(asked, asked.stderr).toMatchObject({ exitCode: 0 });
    expect(snapshot(root)).toHaveProperty([join('audit-log', 'index.mjs')]);
  });
});

it('a language that nothing is written in is refused, and any in a project of ours', async () => {
  const foreign = temporaryFolder({
    'template.yaml': 'Transform: AWS::Serverless-2016-10-31\nResources: {}\n',
  });
  const python = await add(foreign, 'function', 'resize', '--language', 'python');
  expect(python).toMatchObject({ exitCode: 2, stdout: '' });
  expect(python.stderr).toMatch(/--language cannot be "python"\n.*Known: javascript/);
  const root = await created('--iac', 'sam', '-p', 'rest-api');
  const before = snapshot(root);
  const own = await add(root, 'function', 'resize', '--language', 'javascript');
  expect(own).toMatchObject({ exitCode: 2, stdout: '' });
  expect(own.stderr).toMatch(/its functions are in TypeScript/);
  expect(snapshot(root)).toEqual(before);
});

it.each(IACS)('a trigger in a %s project of ours says what comes next, once', async (iac) => {
  const root = await created('--iac', iac, '-p', 'rest-api');
  await add(root, 'function', 'resize');
  const { stdout } = await add(root, 'trigger', 'resize', 'sqs');
  expect(stdout).toMatch(/\nNext:\n {2}npm run check {2}# everything CI runs/);
  expect((await add(root, 'trigger', 'resize', 'sqs')).stdout).not.toContain('Next:');
});

it.each(IACS)(
  'code of a %s project logs with the logger that the code around it imports',
  (form) => {
    const logger =
      "import { Logger } from '@aws-lambda-powertools/logger';\n\nexport const logger = new Logger();\n";
    const user = (from: string) =>
      `import { logger } from '${from}';\n\nexport const handler = () => logger.info('Done');\n`;
    const folder = form === 'sam' ? 'resize' : 'lambda';
    const hostWith = (more: Readonly<Record<string, string>>) => ({
      ...FOREIGN[form],
      files: new Map([...FOREIGN[form].files, ...Object.entries(more)]),
    });
    const parser = (more: Readonly<Record<string, string>>) => {
      const host = hostWith(more);
      return read(after(host, addTrigger(host, 'resize', 'sqs')), `${folder}/sqs-event.ts`);
    };
    const shared = { 'shared/logger.ts': logger };
    const used = { ...shared, [`${folder}/other.ts`]: user('../shared/logger.ts') };
    expect(parser(used)).toContain("import { logger } from '../shared/logger");
    expect(parser(used)).toContain("logger.error('Failed', { id, error });");
    // Nobody around imports it: what is deployed may not have it
    expect(parser(shared)).toContain('console.error');
    const two = {
      ...used,
      'other/logger.ts': logger,
      [`${folder}/more.ts`]: user('../other/logger.ts'),
    };
    expect(parser(two)).toContain('console.error');
  },
);

it('new alarms have the actions of the others, and the code logs with the logger that is there', () => {
  const alarm = `
  ErrorsAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmActions: [!Ref AlarmTopicArn]
      MetricName: Errors
`;
  const handler = `import { Logger } from '@aws-lambda-powertools/logger';

const logger = new Logger({ serviceName: 'images' });

export const handler = async (event: unknown) => logger.info('Resize', { event });
`;
  const template = read(FOREIGN.sam, 'template.yaml').replace(/\n {2}OwnBucket:[\s\S]*$/, alarm);
  const host = hostOf('sam', { 'template.yaml': template, 'resize/app.ts': handler });
  const there = after(host, addFunction(host, { name: 'rotate' }));
  const plan = addTrigger(there, 'rotate', 'sqs');
  const whole = after(there, plan);
  expect(read(whole, 'template.yaml').match(/AlarmActions: \[!Ref AlarmTopicArn\]/g)).toHaveLength(
    2,
  );
  expect(plan.nextSteps.join()).not.toContain('give the new alarms an action');
  expect(read(whole, 'rotate/app.ts')).toContain("logger.info('Received', { id });");
  expect(read(whole, 'rotate/app.ts')).toContain("new Logger({ serviceName: 'images' });");
  expect(read(whole, 'rotate/sqs-event.ts')).toContain("logger.error('Failed', { id, error });");
  expect([...whole.files.values()].join('')).not.toContain('console.');
});

it('arguments in the other order are shown as they should be', async () => {
  const root = temporaryFolder(Object.fromEntries(FOREIGN.sam.files));
  const { exitCode, stderr } = await add(root, 'trigger', 'sqs', 'resize');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/The function comes first: .* add trigger resize sqs/);
});
