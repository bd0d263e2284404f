import { describe, expect, it } from 'vitest';
import { addFunction, addTrigger, after, type Host, hostOf, read } from '../support/extend.ts';

const HANDLER = 'export const handler = async () => {\n  return 1;\n};\n';

/** A stack with these statements; the project has a handler at `lambda/hello.ts`. */
const stack = (body: string, head = '') => `import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';
${head}
export class AppStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
${body}  }
}
`;

const project = (body: string, files: Readonly<Record<string, string>> = {}, head = '') =>
  hostOf('cdk', {
    'cdk.json': '{"app": "npx tsx bin/app.ts"}',
    'package.json': '{"devDependencies": {"jest": "*"}}',
    'lib/app-stack.ts': stack(body, head),
    'lambda/hello.ts': HANDLER,
    ...files,
  });

const extended = (host: Host) => after(host, addFunction(host, { name: 'resize-images' }));

/** The function that came into the stack. */
const added = (host: Host) =>
  /^ *new [\w.]+\(\s*this,\s*['"][\w-]*resize[\w-]*['"][\s\S]*?^ {4}\}\);$/im.exec(
    read(extended(host), 'lib/app-stack.ts'),
  )?.[0];

const nodejs = (id: string, props: string) => `
    new NodejsFunction(this, '${id}', {
${props.replace(/^/gm, '      ')}
    });
`;

describe('a new function of a stack', () => {
  it('names its file as its sibling does', () => {
    const body = nodejs('Hello', "entry: join(__dirname, '..', 'lambda', 'hello.ts'),");
    expect(added(project(body))).toContain(
      "entry: join(__dirname, '..', 'lambda', 'resize-images.ts'),",
    );
  });

  it('names it by a constant where its sibling does', () => {
    const body = `    const folder = join(__dirname, '../lambda');\n${nodejs('Hello', "entry: folder + '/hello.ts',")}`;
    expect(added(project(body))).toContain("entry: folder + '/resize-images.ts',");
  });

  it('names a folder of its own, and the file in it', () => {
    const body = nodejs('Hello', "entry: join(__dirname, '../src/hello/hello.handler.ts'),");
    const host = project(body, { 'src/hello/hello.handler.ts': HANDLER });
    expect(added(host)).toContain("'../src/resize-images/resize-images.handler.ts'");
    expect(read(extended(host), 'src/resize-images/resize-images.handler.ts')).toMatch(/handler =/);
  });

  it('has what its sibling is built and run with, in that order, and nothing of its purpose', () => {
    const props = `description: 'Says hello',
architecture: Architecture.ARM_64,
bundling: {
  minify: true,
  externalModules: ['sharp'],
},
runtime: Runtime.NODEJS_22_X,
entry: 'lambda/hello.ts',
environment: { GREETING: 'hello' },`;
    expect(
      added(project(nodejs('Hello', props))),
    ).toBe(`    new NodejsFunction(this, 'ResizeImages', {
      architecture: Architecture.ARM_64,
      bundling: {
        minify: true,
        externalModules: ['sharp'],
      },
      runtime: Runtime.NODEJS_22_X,
      entry: 'lambda/resize-images.ts',
    });`);
  });

  it('has what all of them have, and what they spread', () => {
    const props = (name: string) =>
      `entry: 'lambda/${name}.ts',\ntimeout: Duration.seconds(7),\nfunctionName: '${name}',\n...common,`;
    const body = `    const common = { runtime: Runtime.NODEJS_22_X };\n${nodejs('Hello', props('hello'))}${nodejs('Bye', props('bye'))}`;
    const text = added(project(body, { 'lambda/bye.ts': HANDLER }));
    expect(text).toContain('timeout: Duration.seconds(7),');
    expect(text).toContain('...common,');
    expect(text).not.toMatch(/functionName|Runtime/);
  });

  it('has nothing that is named in another method', () => {
    const host = project("    this.make('x');\n");
    const text = read(host, 'lib/app-stack.ts').replace(
      /\}\n$/,
      `
  make(table: string) {
    const bundling = { minify: true };
    new NodejsFunction(this, 'Hello', { entry: 'lambda/hello.ts', bundling, runtime: this.runtime });
  }
}
`,
    );
    const other = { ...host, files: new Map(host.files).set('lib/app-stack.ts', text) };
    expect(added(other)).not.toMatch(/bundling|this\.runtime/);
  });

  it.each(['NODEJS_14_X', 'NODEJS_20_X'])('gets a runtime that Lambda takes, not %s', (old) => {
    const props = `entry: 'lambda/hello.ts',\nruntime: Runtime.${old},`;
    expect(added(project(nodejs('Hello', props)))).toContain('runtime: Runtime.NODEJS_22_X,');
  });

  it('names a runtime that its version of the library has no constant for', () => {
    const made = "    new Orders(this, 'Orders');\n    new Returns(this, 'Returns');\n";
    const host = project(made, {
      'package.json': '{"dependencies": {"aws-cdk-lib": "2.80.0"}}',
    });
    expect(added(host)).toContain("new Runtime('nodejs22.x', RuntimeFamily.NODEJS)");
  });

  it.each([
    ['hello-function', 'resize-images-function'],
    ['helloFn', 'resizeImagesFn'],
    ['say-hello', 'resize-images'],
    ['HelloLambda', 'ResizeImagesLambda'],
    ['Hello', 'ResizeImages'],
  ])('is called as %s is', (id, expected) => {
    expect(added(project(nodejs(id, "entry: 'lambda/hello.ts',")))).toContain(`'${expected}'`);
  });

  it('is of the class that its sibling is of, when all that it needs comes along', () => {
    const body =
      "\n    new AppFunction(this, 'Hello', {\n      entry: 'lambda/hello.ts',\n    });\n";
    const files = {
      'lib/index.ts': "export * from './app-function';\n",
      'lib/app-function.ts':
        "import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';\n\nexport class AppFunction extends NodejsFunction {}\n",
    };
    const host = project(body, files, "import { AppFunction } from './index';\n");
    expect(added(host)).toContain("new AppFunction(this, 'ResizeImages', {");
    const queued = after(host, addTrigger(host, 'hello', 'sqs'));
    expect(read(queued, 'lib/app-stack.ts')).toContain(
      "const hello = new AppFunction(this, 'Hello'",
    );
  });

  it('stands in the folder of its code, as its sibling', () => {
    const body = `
    new Function(this, 'Hello', {
      runtime: Runtime.NODEJS_22_X,
      code: Code.fromAsset(join(__dirname, '../lambda')),
      handler: 'hello.handler',
    });
`;
    const text = added(project(body));
    expect(text).toContain("code: Code.fromAsset(join(__dirname, '../lambda')),");
    expect(text).toContain("handler: 'resize-images.handler',");
  });

  it('exports what its sibling exports, under its own name', () => {
    const body = nodejs('Hello', "entry: 'lambda/hello.ts',\nhandler: 'helloHandler',");
    const host = extended(project(body));
    expect(read(host, 'lib/app-stack.ts')).toContain("handler: 'resizeImagesHandler',");
    expect(read(host, 'lambda/resize-images.ts')).toContain('const resizeImagesHandler =');
  });

  it('stands beside the handlers of another stack, when its own has none', () => {
    const other = stack(nodejs('Hello', "entry: 'src/orders/hello.ts',")).replace('App', 'Other');
    const made = "    new Orders(this, 'Orders');\n    new Returns(this, 'Returns');\n";
    const host = project(made, {
      'lib/other-stack.ts': other,
      'src/orders/hello.ts': HANDLER,
    });
    const there = after(host, addFunction(host, { name: 'resize-images' }, 'AppStack'));
    expect(read(there, 'lib/app-stack.ts')).toContain("entry: 'src/orders/resize-images.ts'");
  });

  it('is named from the folder that the app runs in', () => {
    const files = {
      'infra/cdk.json': '{"app": "tsx app.ts"}',
      'infra/lib/app-stack.ts': stack('    this.node;\n'),
    };
    const host = hostOf('cdk', { 'package.json': '{}', ...files });
    const there = after(host, addFunction(host, { name: 'resize-images' }));
    expect(read(there, 'infra/lib/app-stack.ts')).toContain("entry: 'lambda/resize-images.ts'");
    expect(read(there, 'infra/lambda/resize-images.ts')).toMatch(/handler =/);
  });

  it('is laid out for the width that the formatter is told', () => {
    const body = nodejs('HelloOfALongName', "entry: 'lambda/hello.ts',");
    const host = project(body, { '.prettierrc': '{"printWidth": 50}' });
    expect(read(extended(host), 'lib/app-stack.ts')).toMatch(
      /new NodejsFunction\(this, 'ResizeImages', \{\n/,
    );
    const queued = after(host, addTrigger(host, 'HelloOfALongName', 'sqs'));
    const came = read(queued, 'lib/app-stack.ts').split('\n').slice(10);
    expect(came.filter((line) => line.length > 90)).toEqual([]);
  });
});

describe('a test of a new function', () => {
  const body = nodejs('Hello', "entry: 'src/hello/index.ts',");

  it.each([
    ['beside the handler', 'src/hello/index.test.ts', 'src/resize-images/index.test.ts'],
    [
      'in a folder there',
      'src/hello/__tests__/index.test.ts',
      'src/resize-images/__tests__/resize-images.test.ts',
    ],
    [
      'in a mirror of the sources',
      'test/hello/index.spec.ts',
      'test/resize-images/resize-images.spec.ts',
    ],
    ['in one folder', 'test/unit/a.test.ts', 'test/unit/resize-images.test.ts'],
  ])('stands %s, where the others do', (_, path, expected) => {
    const host = project(body, { 'src/hello/index.ts': HANDLER, [path]: '' });
    expect(read(extended(host), expected)).toContain('a request is answered');
  });

  it('is none of another package', () => {
    const host = project(body, {
      'src/hello/index.ts': HANDLER,
      'web/package.json': '{}',
      'web/a.test.ts': '',
    });
    expect(read(extended(host), 'test/resize-images.test.ts')).toContain('a request is answered');
  });
});

it('names each of several functions of that id by a name of its own', () => {
  const construct = (name: string) =>
    stack(nodejs('Handler', "entry: 'lambda/hello.ts',")).replace(
      'AppStack extends Stack',
      `${name} extends Construct`,
    );
  const made = "    new Orders(this, 'Orders');\n    new Returns(this, 'Returns');\n";
  const host = project(
    made,
    {
      'lib/orders.ts': construct('Orders'),
      'lib/returns.ts': construct('Returns'),
    },
    "import { Orders } from './orders';\nimport { Returns } from './returns';\n",
  );
  expect(() => addTrigger(host, 'handler', 'sqs')).toThrow(
    /\n {4}OrdersHandler \(lib\/orders[\s\S]*\n {4}ReturnsHandler \(lib\/returns/,
  );
  const queued = after(host, addTrigger(host, 'Returns/Handler', 'sqs'));
  expect(read(queued, 'lib/returns.ts')).toContain('SqsEventSource');
});

it('names what a trigger brings after what is written of an id with holes', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the id as it is written
  const body = nodejs('x', "entry: 'lambda/hello.ts',").replace("'x'", '`${id}-Resize-Function`');
  const host = project(body);
  const queued = after(host, addTrigger(host, 'Resize-Function', 'sqs'));
  expect(read(queued, 'lib/app-stack.ts')).toContain("'ResizeQueue'");
});

it.each([
  ['python3 app.py', 'Python'],
  ['poetry run python app.py', 'Python'],
  ['./mvnw -q compile exec:java', 'Java'],
  ['dotnet run --project src', '.NET'],
  ['go mod download && go run app.go', 'Go'],
])('says that an app run by "%s" is written in %s', (app, language) => {
  const host = hostOf('cdk', { 'cdk.json': JSON.stringify({ app }), 'app.py': '' });
  expect(() => addFunction(host, { name: 'resize' })).toThrow(`is written in ${language}`);
});

it('takes the one of two functions with the same id that is called so', () => {
  const body = ['first', 'second'].map(
    (name) => `
    const ${name} = new NodejsFunction(this, name, {
      entry: 'lambda/hello.ts',
    });
`,
  );
  const host = project(body.join(''));
  const text = read(after(host, addTrigger(host, 'second', 'sqs')), 'lib/app-stack.ts');
  expect(text).toContain('second.addEventSource(');
});

it('a new function is written after one that most are like, and after no test', () => {
  const make = (id: string, entry: string) =>
    `    new lambda.NodejsFunction(this, '${id}', { entry: '${entry}' });\n`;
  const stack = `import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda-nodejs';

export class AppStack extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);

${make('Orders', 'src/orders.ts')}${make('Probe', 'src/tests/probe.ts')}  }
}
`;
  const handler = 'export const handler = async (event: unknown) => event;\n';
  const host = hostOf('cdk', {
    'cdk.json': '{"app": "tsx app.ts"}',
    'lib/stack.ts': stack,
    'src/orders.ts': handler,
    'src/tests/probe.ts': handler,
  });
  const files = after(host, addFunction(host, { name: 'audit-log' })).files;
  expect([...files.keys()]).toContain('src/audit-log.ts');
});

const PAIRS = `
    const hello = new NodejsFunction(this, 'Hello', { entry: 'lambda/hello.ts' });

    const helloPath = api.root.addResource('hello');
    helloPath.addMethod('GET', new LambdaIntegration(hello));

    // Outputs
    const topic = new Topic(this, 'Topic');
    topic.grantPublish(hello);
`;

describe('a route of two statements', () => {
  const head = `import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Topic } from 'aws-cdk-lib/aws-sns';
`;
  const api = "    const api = new RestApi(this, 'Api');\n";
  const text = (host: Host) => read(host, 'lib/app-stack.ts');

  it('stays with its function where another one comes', () => {
    const host = extended(project(api + PAIRS, {}, head));
    expect(text(host)).toMatch(
      /LambdaIntegration\(hello\)\);\n\n {4}new NodejsFunction\(this, 'ResizeImages'[^}]*\}\);\n\n {4}\/\/ Outputs/,
    );
  });

  it('is not split by a trigger of another function', () => {
    const body = `${api}
    const hello = new NodejsFunction(this, 'Hello', { entry: 'lambda/hello.ts' });
    const other = new NodejsFunction(this, 'Other', { entry: 'lambda/hello.ts' });

    const helloPath = api.root.addResource('hello');
    const otherPath = api.root.addResource('other');
    helloPath.addMethod('GET', new LambdaIntegration(hello));
    otherPath.addMethod('GET', new LambdaIntegration(other));
`;
    const host = project(body, {}, head);
    expect(text(after(host, addTrigger(host, 'Hello', 'sqs')))).toContain(
      "LambdaIntegration(hello));\n    otherPath.addMethod('GET', new LambdaIntegration(other));\n\n    const helloQueue",
    );
  });
});

describe('a new function beside one that is made by a class of the app', () => {
  const CLASS = `import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';

export class Job extends Construct {
  constructor(scope: Construct, id: string, { entry, env, isBuilt = false }: { entry: string; env: Record<string, string>; isBuilt?: boolean }) {
    super(scope, id);
    new NodejsFunction(this, id, {
      runtime: Runtime.NODEJS_24_X,
      entry: isBuilt ? undefined : entry,
      code: isBuilt ? Code.fromAsset(entry) : undefined,
      environment: env,
    });
  }
}
`;
  const host = project(
    "    new Job(this, 'Hello', { ...props, entry: 'jobs/hello/index.ts', env: { A: 'hello' } });\n    new Job(this, 'Bye', { ...props, entry: 'jobs/bye/index.ts', env: { A: 'bye' }, isBuilt: false });\n",
    {
      'lib/job.ts': CLASS,
      ...Object.fromEntries(
        ['hello', 'bye'].flatMap((name) => [
          [`jobs/${name}/index.ts`, HANDLER],
          [
            `jobs/${name}/index.test.ts`,
            "import { handler } from './index';\ntest(handler.name, () => {});\n",
          ],
          [`jobs/${name}/package.json`, '{ "devDependencies": { "vitest": "*" } }'],
        ]),
      ),
    },
    "import { Job } from './job';\n\nconst props = {};\n",
  );

  it('has its code beside that one, where a flag of the class says which it is', () => {
    const files = [...extended(host).files.keys()];
    expect(files).toContain('jobs/resize-images/index.ts');
  });

  it('has nothing of what only that class is given, where it cannot be made by it', () => {
    expect(added(host)?.replace(/\s+/g, ' ')).toMatch(
      /^ ?new \w*\.?NodejsFunction\(this, 'ResizeImages', \{ runtime: [\w.]+, entry: 'jobs\/resize-images\/index.ts', \}\);$/,
    );
  });

  it('is tested by what its own folder has, not in the package of that one', () => {
    const { files } = extended(host);
    expect(files.get('jobs/bye/index.test.ts')).toBe(host.files.get('jobs/bye/index.test.ts'));
    expect(files.get('jobs/resize-images/index.test.ts')).toContain("test('");
    expect(files.get('jobs/resize-images/index.test.ts')).not.toContain('vitest');
  });
});
