import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../src/cli/generate/project-root.ts';
import { functionsIn } from '../../../src/infrastructure/cdk/functions.ts';
import { cdkModules } from '../../../src/infrastructure/cdk/modules.ts';
import { projectDisk } from '../../../src/io/list-files.ts';

const folders: string[] = [];
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true });
});

function repository(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'create-lambda-app-'));
  folders.push(root);
  mkdirSync(join(root, '.git'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function functionsOf(root: string, app: string) {
  const { dir, scope } = projectRoot({ cwd: join(root, app) });
  const disk = Object.assign(projectDisk(dir), { scope });
  const found = cdkModules(disk, () => true).flatMap((module) => functionsIn(disk, module));
  return { dir, shown: found.map(({ shown }) => shown) };
}

const app = (stack: string, from: string) => `import { App } from 'aws-cdk-lib';
import { ${stack} } from '${from}';

new ${stack}(new App(), 'Main');
`;

const FUNCTION = `new Function(this, 'Cleaner', {
      code: Code.fromInline('exports.handler = async () => {}'),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
    });`;

const stack = (name: string, base: string, body: string) => `import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class ${name} extends ${base} {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    ${body}
  }
}
`;

describe('apps that share modules outside of their folders', () => {
  const root = repository({
    'package.json': '{ "name": "house" }',
    'apps/one/cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'apps/one/bin/app.ts': app('OneStack', '../../../lib'),
    'apps/two/cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'apps/two/bin/app.ts': app('TwoStack', '../../../lib/two-stack'),
    'lib/index.ts': "export * from './one-stack';\n",
    'lib/one-stack.ts': stack(
      'OneStack',
      'Stack',
      `${FUNCTION}\n    new Janitor(this, 'Janitor');`,
    ).replace("'constructs';", "'constructs';\nimport { Janitor } from './janitor';"),
    'lib/two-stack.ts': stack('TwoStack', 'Stack', `new Janitor(this, 'Other');`).replace(
      "'constructs';",
      "'constructs';\nimport { Janitor } from './janitor';",
    ),
    'lib/janitor.ts': stack('Janitor', 'Construct', FUNCTION.replace('Cleaner', 'Sweeper')),
  });

  it('have the functions of those that they import, and no others', () => {
    const { dir, shown } = functionsOf(root, 'apps/one');
    expect(dir).toBe(root);
    expect(shown).toEqual([
      expect.stringContaining('Cleaner (lib/one-stack.ts:'),
      expect.stringContaining('Janitor (lib/one-stack.ts:'),
    ]);
  });

  it('have a class that several of them make where each makes it', () => {
    expect(functionsOf(root, 'apps/two').shown).toEqual([
      expect.stringContaining('Other (lib/two-stack.ts:'),
    ]);
  });
});

describe('packages that a workspace installs above the app', () => {
  const declared = `import { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
export declare class TeamLambda extends Function {
  constructor(scope: Construct, id: string);
}
`;
  const files = {
    'package.json': '{ "workspaces": ["cdk"] }',
    'cdk/cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'cdk/package.json': '{ "name": "cdk" }',
    'cdk/bin/app.ts': app('MainStack', '../lib/main-stack'),
    'cdk/lib/main-stack.ts': stack(
      'MainStack',
      'Stack',
      `new TeamLambda(this, 'Cleaner');`,
    ).replace("'constructs';", "'constructs';\nimport { TeamLambda } from '@team/cdk';"),
  };
  const package_ = {
    'package.json': '{ "main": "index.js", "types": "index.d.ts" }',
    'index.d.ts': "export * from './lambda';\n",
    'lambda.d.ts': declared,
    'lambda.js':
      'const lambda_1 = require("aws-cdk-lib/aws-lambda");\nexports.TeamLambda = class extends lambda_1.Function {};\n',
  };

  it('are read', () => {
    const installed = Object.fromEntries(
      Object.entries(package_).map(([path, text]) => [`node_modules/@team/cdk/${path}`, text]),
    );
    const { shown } = functionsOf(repository({ ...files, ...installed }), 'cdk');
    expect(shown).toEqual([expect.stringContaining('Cleaner (lib/main-stack.ts:')]);
  });

  it('are read through the links of a workspace', () => {
    const linked = Object.fromEntries(
      Object.entries(package_).map(([path, text]) => [`packages/team/${path}`, text]),
    );
    const root = repository({ ...files, ...linked });
    mkdirSync(join(root, 'cdk/node_modules/@team'), { recursive: true });
    symlinkSync('../../../packages/team', join(root, 'cdk/node_modules/@team/cdk'));
    expect(functionsOf(root, 'cdk').shown).toEqual([
      expect.stringContaining('Cleaner (lib/main-stack.ts:'),
    ]);
  });
});
