import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { noteOf } from '../../src/run/invoke/running.ts';
import { listen } from '../../src/run/project/addresses.ts';
import { plainTemplate, project } from './project.ts';
import { RunningDev } from './start-dev.ts';

const bin = join(packageRoot, 'bin/lambda-gen.js');

const withApi = (ids: readonly string[], properties?: string) =>
  plainTemplate(ids, properties).replaceAll(
    /Handler: (\w+)\.handler/g,
    (line, name) =>
      `${line}\n      Events: {Api: {Type: HttpApi, Properties: {Path: /${name}, Method: get}}}`,
  );

async function start(folder: string): Promise<RunningDev> {
  const dev = await RunningDev.start(folder);
  onTestFinished(async () => void (await dev.stop()));
  return dev;
}

const text = async (dev: RunningDev, path: string) => {
  const response = await dev.call('ServerlessHttpApi', 'GET', path);
  return [response.status, await response.text()] as const;
};

describe('dev', () => {
  it('takes a changed handler at the next call', async () => {
    const folder = project({
      'template.yaml': withApi(['One']),
      'one.js': 'exports.handler = async () => "old";',
    });
    const dev = await start(folder);
    expect(await text(dev, '/one')).toEqual([200, 'old']);
    writeFileSync(join(folder, 'one.js'), 'exports.handler = async () => "new";');
    expect(await text(dev, '/one')).toEqual([200, 'new']);
  });

  it('takes a changed infrastructure soon, and says so', async () => {
    const folder = project({
      'template.yaml': withApi(['One']),
      'one.js': 'exports.handler = async () => "one";',
      'two.js': 'exports.handler = async () => "two";',
    });
    const dev = await start(folder);
    expect((await text(dev, '/two'))[0]).toBe(404);
    writeFileSync(join(folder, 'template.yaml'), withApi(['One', 'Two']));
    await dev.until(
      () => text(dev, '/two'),
      ([status]) => status === 200,
      20,
    );
    expect(dev.stderr).toContain('template.yaml has changed: the infrastructure is read again');
    writeFileSync(join(folder, 'template.yaml'), `${withApi(['One'])}  Bad: [`);
    await dev.until(
      () => dev.stderr,
      (printed) => printed.includes('template.yaml cannot be read'),
      20,
    );
    expect(await text(dev, '/one')).toEqual([200, 'one']);
  });

  it('goes on when a handler throws, hangs, exits or eats its memory', async () => {
    const ids = ['Good', 'Throws', 'Hangs', 'Exits', 'Eats'];
    const dev = await start(
      project({
        'template.yaml': withApi(ids, 'Timeout: 5\n      MemorySize: 128'),
        'good.js': 'exports.handler = async () => "good";',
        'throws.js': 'exports.handler = async () => { throw new Error("x"); };',
        'hangs.js': 'exports.handler = async () => { for (;;); };',
        'exits.js': 'exports.handler = async () => process.exit(1);',
        'eats.js':
          'exports.handler = async () => { const all = []; for (;;) all.push(Buffer.alloc(4 << 20, 1)); };',
      }),
    );
    const bad = ['/throws', '/hangs', '/exits', '/eats'].map((path) => text(dev, path));
    expect((await Promise.all(bad)).map(([status]) => status)).toEqual([500, 500, 500, 500]);
    expect(await text(dev, '/good')).toEqual([200, 'good']);
    expect(dev.lines.map(({ error }) => error?.errorType ?? 'none').sort()).toEqual([
      'Error',
      'Runtime.ExitError',
      'Runtime.OutOfMemory',
      'Sandbox.Timedout',
      'none',
    ]);
  });

  it('runs each call of a function in a process that runs no other, in twice as many as there are cores', async () => {
    const handler = `let busy = 0; exports.handler = async () => { busy += 1; const most = busy; await new Promise((r) => setTimeout(r, 30)); busy -= 1; return process.pid + ' ' + most; };`;
    const dev = await start(
      project({ 'template.yaml': withApi(['One'], 'Timeout: 20'), 'one.js': handler }),
    );
    const answers = await Promise.all(Array.from({ length: 60 }, () => text(dev, '/one')));
    const { availableParallelism } = await import('node:os');
    expect(answers.every(([status, body]) => status === 200 && body.endsWith(' 1'))).toBe(true);
    expect(new Set(answers.map(([, body]) => body)).size).toBeLessThanOrEqual(
      2 * availableParallelism(),
    );
  });

  it('runs beside another project, and not twice for one', async () => {
    const files = {
      'template.yaml': withApi(['One']),
      'one.js': 'exports.handler = async () => "one";',
    };
    const folder = project(files);
    const [first, second] = [await start(folder), await start(project(files))];
    expect([await text(first, '/one'), await text(second, '/one')]).toEqual([
      [200, 'one'],
      [200, 'one'],
    ]);
    await expect(RunningDev.start(folder)).rejects.toThrow('dev is already running');
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
    'leaves no process, port or file after %s',
    async (signal) => {
      const folder = project({
        'template.yaml': withApi(['Hangs'], 'Timeout: 100'),
        'hangs.js': 'exports.handler = async () => { for (;;); };',
        // Its own modules, and so its own folder for what is made on the way
        'node_modules/x/package.json': '{}',
      });
      const cache = join(folder, 'node_modules/.cache/lambda-gen');
      const dev = await start(folder);
      expect([existsSync(noteOf(folder)), readdirSync(cache).length]).toEqual([true, 1]);
      void text(dev, '/hangs').catch(() => {});
      const processes = async () => (await execa('ps', ['-eo', 'pid,ppid,args'])).stdout;
      const own = async () =>
        (await processes())
          .split('\n')
          .filter((line) => line.includes('bootstrap.js') && line.includes(` ${dev.child.pid} `));
      await dev.until(own, (lines) => lines.length === 1, 20);
      const [pid] = (await own())[0]!.trim().split(/\s+/);
      await dev.stop(signal);
      await dev.until(
        processes,
        (all) => !all.split('\n').some((line) => line.trim().startsWith(`${pid} `)),
        20,
      );
      await expect(fetch(dev.ready.page)).rejects.toThrow();
      await dev.until(
        () => [existsSync(noteOf(folder)), readdirSync(cache).length],
        ([hasNote, left]) => !hasNote && left === 0,
        20,
      );
    },
  );

  it('names what the project lacks, with the command that adds it, and runs the rest', async () => {
    const template = `${plainTemplate(['One'])}  Queue: {Type: AWS::SQS::Queue}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt Queue.Arn, FunctionName: !Ref One}
`;
    const folder = project({
      'template.yaml': template,
      'one.js': 'exports.handler = async () => 1;',
      'node_modules/x/package.json': '{}',
      'pnpm-lock.yaml': '',
    });
    const dev = await start(folder);
    expect(dev.ready.notEmulated).toEqual([
      'SQS, SNS and S3. To add it: pnpm add --save-dev fauxqs',
    ]);
    expect(await dev.post('invoke', { function: 'One' })).toMatchObject({
      outcome: { result: '1' },
    });
  });

  it('lets a stream of a table reach a function, and a function call another', async () => {
    const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Reads:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: reads.handler
      Events: {S: {Type: DynamoDB, Properties: {Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST, FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"]}'}]}}}}
  Writes:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs22.x, Handler: writes.handler, Timeout: 20, Environment: {Variables: {TABLE: !Ref Table, OTHER: other}}}
  Other:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs22.x, Handler: other.handler, FunctionName: other}
  Table: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [{AttributeName: id, AttributeType: S}], KeySchema: [{AttributeName: id, KeyType: HASH}], StreamSpecification: {StreamViewType: NEW_IMAGE}}}
`;
    const writes = `const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
      exports.handler = async () => {
        await new DynamoDBClient().send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: 'a' } } }));
        const authorization = 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=x';
        const answer = await fetch(process.env.AWS_ENDPOINT_URL + '/2015-03-31/functions/other/invocations', { method: 'POST', headers: { authorization }, body: '{"n":1}' });
        return answer.json();
      };`;
    const dev = await start(
      project({
        'template.yaml': template,
        'writes.js': writes,
        'reads.js': 'exports.handler = async (event) => event.Records.length;',
        'other.js': 'exports.handler = async ({ n }) => n + 1;',
      }),
    );
    expect(await dev.post('invoke', { function: 'Writes' })).toMatchObject({
      outcome: { result: '2' },
    });
    const [read] = await dev.until(
      () => dev.invocations('Reads'),
      (each) => each.length > 0,
    );
    const [write] = dev.invocations('Writes');
    const [other] = dev.invocations('Other');
    expect(read).toMatchObject({
      result: 1,
      trigger: 'dynamodb',
      chain: write!.chain,
      parent: write!.id,
    });
    expect(other).toMatchObject({ trigger: 'lambda', chain: write!.chain, parent: write!.id });
  });

  it('runs a nested application, with its parameters and outputs', async () => {
    const serverless = 'Transform: AWS::Serverless-2016-10-31\nResources:\n';
    const outer = `${serverless}  Child: {Type: AWS::Serverless::Application, Properties: {Location: child/template.yaml, Parameters: {Greeting: hello}}}
  Caller:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs22.x, Handler: app.handler, Environment: {Variables: {QUEUE: !GetAtt Child.Outputs.QueueUrl}}}
`;
    const inner = `Parameters: {Greeting: {Type: String}}
${serverless}  Q: {Type: AWS::SQS::Queue}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: worker.handler
      CodeUri: src/
      Environment: {Variables: {GREETING: !Ref Greeting}}
      Events: {Q: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}}
Outputs: {QueueUrl: {Value: !Ref Q}}
`;
    const dev = await start(
      project({
        'template.yaml': outer,
        'app.js': 'exports.handler = async () => process.env.QUEUE;',
        'child/template.yaml': inner,
        'child/src/worker.js':
          'exports.handler = async (event) => [process.env.GREETING, event.Records.length];',
        // A CDK app below the template is another project
        'cdk/cdk.json': '{"app": "false"}',
      }),
    );
    const { outcome } = await dev.post('invoke', { function: 'Caller' });
    expect(JSON.parse(outcome.result)).toMatch(/\/000000000000\/.+-Child-Q$/);
    await dev.send('Q', 'x');
    const [work] = await dev.until(
      () => dev.invocations('Worker'),
      (each) => each.length > 0,
    );
    expect(work!.result).toEqual(['hello', 1]);
  });

  it('shows the status of a request, the place of an error, and which ports are in use', async () => {
    const files = {
      'template.yaml': withApi(['Broken', 'Throws']),
      'broken.js': 'exports.handler = async () => ({ statusCode: 503 });',
      'throws.js': 'exports.handler = async () => {\n  throw new RangeError("x");\n};',
    };
    const busy = createServer();
    const port = await listen(busy, 0);
    const child = execa('node', [bin, 'dev', '--port', String(port - 1)], {
      cwd: project(files),
      reject: false,
      all: true,
      env: { NO_COLOR: '1' },
    });
    onTestFinished(async () => {
      busy.close();
      child.kill('SIGTERM');
      await child;
    });
    let output = '';
    child.all!.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const has = (text: RegExp) => vi.waitFor(() => expect(output).toMatch(text), 20_000);
    await has(/Ctrl-C/);
    expect(output).toContain(`Port ${port} is in use: APIs listen at the next ones`);
    const url = /ServerlessHttpApi\s+(\S+)/.exec(output)![1]!;
    await Promise.all([fetch(`${url}/broken`), fetch(`${url}/throws`)]);
    await has(/✖ Broken {2}http 503 {2}\d+ ms/);
    await has(/✖ Throws {2}http 500 {2}\d+ ms {2}RangeError: x \(.*throws\.js:2:9\)/);
  });
});
