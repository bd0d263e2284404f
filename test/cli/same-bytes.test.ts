import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lambdaGen } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';

const HANDLER = 'export const handler = async (event: unknown) => event;\n';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  OrdersFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      CodeUri: ../src/ # the code of all functions
      Handler: orders.handler
`;

const STACK = `import * as cdk from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { join } from 'node:path';

export class AppStack extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);

    new NodejsFunction(this, 'Orders', { entry: join(__dirname, '..', '..', 'src', 'orders.ts') });
  }
}
`;

/** The CDK reads a relative asset from the folder of the app. */
const ASSET = STACK.replace(
  /\n {4}new Nodejs.*/,
  `
    new lambda.Function(this, 'Orders', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'orders.handler',
      code: lambda.Code.fromAsset('../src'),
    });`,
).replace(/import \{ NodejsFunction.*/, "import * as lambda from 'aws-cdk-lib/aws-lambda';");

const CODE = {
  '.git/HEAD': '',
  'src/orders.ts': HANDLER,
  'src/package.json': '{"devDependencies": {"vitest": "^4.0.0"}}',
};

const PROJECTS = {
  SAM: { ...CODE, 'deploy/template.yaml': TEMPLATE },
  CDK: { ...CODE, 'deploy/cdk.json': '{"app": "tsx bin.ts"}', 'deploy/lib/stack.ts': STACK },
  'CDK asset': {
    ...CODE,
    'deploy/cdk.json': '{"app": "tsx bin.ts"}',
    'deploy/lib/stack.ts': ASSET,
  },
};

async function added(folder: string, command: string, files: Readonly<Record<string, string>>) {
  const root = temporaryFolder(files);
  const args = ['add', ...command.split(' '), '--no-install', '--yes'];
  const { exitCode, stdout, stderr } = await lambdaGen(args, { cwd: join(root, folder) });
  expect(exitCode, stdout + stderr).toBe(0);
  return snapshot(root)!;
}

describe.each(Object.entries(PROJECTS))('a %s project with its code beside it', (_, files) => {
  it.each(['function audit-log', 'trigger orders sqs'])(
    'takes a %s with the same bytes from any folder',
    async (command) => {
      const fromRoot = await added('.', command, files);
      expect(Object.keys(fromRoot)).toContain('lambda-app.json');
      expect(Object.keys(fromRoot).join()).toMatch(/src\/(audit-log|sqs-event)\.ts/);
      expect(await added('deploy', command, files)).toEqual(fromRoot);
      expect(await added('src', command, files)).toEqual(fromRoot);
    },
  );
});

it('two services of a repository are kept apart', async () => {
  const service = {
    'template.yaml': TEMPLATE.replace('../src/', 'src/'),
    'src/orders.ts': HANDLER,
  };
  const files = Object.fromEntries(
    ['a', 'b'].flatMap((name) =>
      Object.entries(service).map(([path, text]) => [`services/${name}/${path}`, text]),
    ),
  );
  const root = { '.git/HEAD': '', ...files };
  const before = snapshot(temporaryFolder(root))!;
  const after = await added('services/b/src', 'trigger orders sqs', root);
  const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
  expect(changed).toContain('services/b/lambda-app.json');
  expect(changed.filter((path) => !path.startsWith('services/b/'))).toEqual([]);
});
