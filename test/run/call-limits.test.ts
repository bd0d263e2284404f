import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Activity } from '../../src/run/core/activity.ts';
import type { Runtime } from '../../src/run/core/runtime.ts';
import { ownCall } from '../../src/run/services/call.ts';
import { lambdaService } from '../../src/run/services/lambda.ts';
import { plainTemplate, project } from './project.ts';
import { RunningDev } from './start-dev.ts';

async function start(files: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const folder = project(files);
  const dev = await RunningDev.start(folder, args);
  onTestFinished(async () => void (await dev.stop()));
  return { dev, folder };
}

const called = (fn: object, body: string) =>
  lambdaService(
    () =>
      ({
        find: () => fn,
        activity: new Activity(),
        pool: { invocationIn: () => undefined },
        invoke: async () => ({ result: '1' }),
      }) as unknown as Runtime,
  )({
    ...ownCall('lambda', '', {}, 'us-east-1'),
    url: '/2015-03-31/functions/F/invocations',
    body: Buffer.from(body),
  });

const MB = 1024 * 1024;

it.each([
  ['an event of more than 6 MB', {}, 413, 'RequestTooLargeException'],
  ['a function with a concurrency of 0', { concurrency: 0 }, 429, 'TooManyRequestsException'],
])('a call of Lambda with %s is refused', async (_, fn, status, type) => {
  const body = JSON.stringify('x'.repeat(status === 413 ? 7 * MB : 1));
  const reply = await called(fn, body);
  expect([reply.status, reply.headers['x-amzn-errortype']]).toEqual([status, type]);
});

it('an API answers a body that is too large for Lambda, and a function that is throttled does not run', async () => {
  const api = (name: string) =>
    `Events: {Api: {Type: HttpApi, Properties: {Path: /${name}, Method: ANY}}}`;
  const template =
    plainTemplate(
      ['Zero'],
      `Timeout: 5\n      ReservedConcurrentExecutions: 0\n      ${api('zero')}`,
    ) + plainTemplate(['One'], `Timeout: 5\n      ${api('one')}`).replace(/^.*\nResources:\n/, '');
  const { dev } = await start({
    'template.yaml': template,
    'zero.js': 'exports.handler = async () => 1;',
    'one.js': 'exports.handler = async (event) => event.body?.length ?? 0;',
  });
  const statusOf = async (path: string, body?: string) =>
    (await dev.call('ServerlessHttpApi', body ? 'POST' : 'GET', path, body)).status;
  expect(await statusOf('/one', 'x'.repeat(5 * MB))).toBe(200);
  expect(await statusOf('/one', 'x'.repeat(8 * MB))).toBe(413);
  expect(await statusOf('/zero')).toBe(500);
  const { outcome } = await dev.post('invoke', { function: 'Zero' });
  expect(outcome.error).toMatchObject({ errorType: 'TooManyRequestsException' });
});

it('a function has the language of Lambda, and the time zone that it sets', async () => {
  const variables = (zone: string) => `Environment: {Variables: {A: b${zone}}}`;
  const template =
    plainTemplate(['Zoned'], variables(', TZ: Europe/Berlin')) +
    plainTemplate(['Utc'], variables('')).replace(/^.*\nResources:\n/, '');
  const handler =
    'exports.handler = async () => [process.env.LANG, new Date(2026, 0, 1).getTimezoneOffset()];';
  const folder = project({ 'template.yaml': template, 'zoned.js': handler, 'utc.js': handler });
  const dev = await RunningDev.start(folder, [], { LANG: 'de_DE.UTF-8' });
  onTestFinished(async () => void (await dev.stop()));
  const resultOf = async (name: string) =>
    JSON.parse((await dev.post('invoke', { function: name })).outcome.result);
  expect(await resultOf('Zoned')).toEqual(['en_US.UTF-8', -60]);
  expect(await resultOf('Utc')).toEqual(['en_US.UTF-8', 0]);
});

it('Ctrl-C during a call is no failure of the function: nothing goes to its destination', async () => {
  const template = `${plainTemplate(
    ['Slow'],
    `Timeout: 60
      Events: {Rule: {Type: EventBridgeRule, Properties: {Pattern: {source: [shop]}}}}
      EventInvokeConfig: {MaximumRetryAttempts: 0, DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Failed.Arn}}}`,
  )}  Failed: {Type: AWS::SQS::Queue}\n`;
  const { dev, folder } = await start(
    {
      'template.yaml': template,
      'slow.js': `exports.handler = async ({ detail }) => {
        if (detail.fails) throw new Error('failed');
        require('node:fs').writeFileSync(detail.runs, '');
        await new Promise((resolve) => setTimeout(resolve, 50_000));
      };`,
    },
    ['--persist', 'kept'],
  );
  const put = (body: object) =>
    dev.post('send', { to: 'events', source: 'shop', detailType: 'x', body });
  await put({ fails: true });
  await dev.until(
    () => dev.contents('Failed'),
    (failed) => JSON.stringify(failed).includes('failed'),
    20,
  );
  const runs = join(folder, 'runs');
  await put({ runs });
  await dev.until(() => existsSync(runs), Boolean);
  await dev.stop('SIGINT');
  expect(dev.invocations('Slow').at(-1)?.error).toMatchObject({ errorType: 'Local.Stopped' });
  const kept = execSync(`cat ${join(folder, 'kept')}/*/*Failed*`, { encoding: 'utf8' });
  expect(kept.match(/RetriesExhausted/g)).toHaveLength(1);
});
