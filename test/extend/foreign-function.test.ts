import { join } from 'node:path';
import { execa } from 'execa';
import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { addFunction, addTrigger, after, type Host, hostOf, read } from '../support/extend.ts';
import { temporaryFolder, write } from '../support/folders.ts';

const template = (code: string, handler: string, more = '') => `Resources:
  HelloFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      CodeUri: ${code}
      Handler: ${handler}
${more}Transform: AWS::Serverless-2016-10-31
`;

const ESBUILD = `    Metadata:
      BuildMethod: esbuild
      BuildProperties:
        EntryPoints: [app.ts]
`;

const ES_MODULE = 'export const handler = async (event) => {\n  return event;\n};\n';
const COMMON_JS = 'exports.handler = async (event) => {\n  return event;\n};\n';
const using = (runner: string, more = {}) =>
  JSON.stringify({ devDependencies: { [runner]: '*' }, ...more });
const nodeTest = JSON.stringify({ type: 'module', scripts: { test: 'node --test' } });

const crlf = (text: string) => text.replaceAll('\n', '\r\n');

/** Projects as others lay them out, and where a function `resize` and its test come. */
const LAYOUTS: Readonly<Record<string, { files: Record<string, string>; comes: string[] }>> = {
  'sam init in TypeScript, with jest': {
    files: {
      'template.yaml': template('hello-world/', 'app.handler', ESBUILD),
      'hello-world/app.ts': ES_MODULE,
      'hello-world/package.json': using('jest'),
      'hello-world/tests/unit/app.test.ts': "import { handler } from '../../app';\n",
    },
    comes: ['hello-world/resize.ts', 'hello-world/tests/unit/resize.test.ts'],
  },
  'one folder of handlers, ES modules with vitest': {
    files: {
      'template.yaml': template('src/', 'hello.handler'),
      'package.json': using('vitest', { type: 'module' }),
      'src/hello.js': ES_MODULE,
    },
    comes: ['src/resize.js', 'test/resize.test.js'],
  },
  'a folder a handler, node --test': {
    files: {
      'template.yaml': template('.', 'src/hello/index.handler'),
      'package.json': nodeTest,
      'src/hello/index.js': ES_MODULE,
    },
    comes: ['src/resize/index.js', 'test/resize.test.js'],
  },
  'CommonJS with jest': {
    files: {
      'template.yaml': template('src/', 'hello.handler'),
      'package.json': using('jest'),
      'src/hello.js': COMMON_JS,
      'src/__tests__/hello.spec.js': '',
    },
    comes: ['src/resize.js', 'src/__tests__/resize.spec.js'],
  },
  'mocha, double quotes and four spaces, with CRLF': {
    files: {
      'template.yaml': crlf(template('src/', 'hello.handler')),
      'package.json': using('mocha'),
      'src/hello.js': crlf('exports.handler = async () => {\n    return "ok";\n};\n'),
    },
    comes: ['src/resize.js', 'test/resize.test.js'],
  },
  Python: {
    files: {
      'template.yaml': template('src/', 'hello.handler').replace('nodejs22.x', 'python3.13'),
      'src/hello.py': 'def handler(event, context):\n    return event\n',
    },
    comes: ['resize/index.mjs'],
  },
  'plain CloudFormation': {
    files: {
      'template.yaml': `Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Code: src/
      Handler: hello.handler
      Role: !GetAtt HelloRole.Arn
`,
      'package.json': nodeTest,
      'src/hello.js': ES_MODULE,
    },
    comes: ['src/resize.js', 'test/resize.test.js'],
  },
};

const extended = (files: Readonly<Record<string, string>>): Host => {
  const added = after(hostOf('sam', files), addFunction(hostOf('sam', files), { name: 'resize' }));
  return after(added, addTrigger(added, 'resize', 'sqs'));
};

const syntaxErrors = (path: string, text: string) => {
  const reported = ts.transpileModule(text, { fileName: path, reportDiagnostics: true });
  return reported.diagnostics!.map(({ messageText }) => `${path}: ${messageText}`);
};

describe.each(Object.entries(LAYOUTS))('%s', (_, { files, comes }) => {
  const host = extended(files);
  const code = [...host.files].filter(([path]) => /\.m?[jt]s$/.test(path));

  it('gets a function and a trigger where its own stand, in code that parses', () => {
    expect([...host.files.keys()]).toEqual(expect.arrayContaining(comes));
    expect(code.flatMap(([path, text]) => syntaxErrors(path, text))).toEqual([]);
    expect(read(host, 'template.yaml')).toContain('ResizeQueueDeadLetters');
  });

  it('is written as its own code is', () => {
    const isCrlf = files['template.yaml']!.includes('\r\n');
    for (const path of ['template.yaml', ...comes])
      expect(/(?<!\r)\n/.test(read(host, path)), path).toBe(!isCrlf);
  });

  // emitted-tests.test.ts runs those of the other runners
  const isRun = /vitest|node --test/.test(files['package.json'] ?? '');
  const passesItsTests = async () => {
    const folder = temporaryFolder(Object.fromEntries(host.files));
    write(folder, { 'vitest.config.js': 'export default {};\n' });
    const vitest = [join(packageRoot, 'node_modules/vitest/vitest.mjs'), 'run', '--globals'];
    const args = files['package.json']!.includes('vitest') ? vitest : ['--test'];
    const run = {
      cwd: folder,
      all: true,
      reject: false,
      env: { NO_COLOR: '1', FORCE_COLOR: '0' },
    } as const;
    const { exitCode, all } = await execa(process.execPath, args, run);
    expect(exitCode, all).toBe(0);
    expect(all).toMatch(/tests +9\b/i);
  };
  if (isRun) it('passes the tests that came', passesItsTests);
});
