import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { createProject } from './seven-patterns.ts';
import { RunningDev, type Shown } from './start-dev.ts';

const CORRELATION_ID = 'request-0815';

describe.each(['sam', 'cdk'] as const)('the id of a request, in a project as %s', (iac) => {
  let folder: string;
  let dev: RunningDev;

  beforeAll(async () => {
    const patterns = ['pub-sub:alerts', 'workflow:checkout'];
    folder = await createProject(iac, patterns, ['checkout.start=api']);
    await add('function', 'resize');
    await add('trigger', 'resize', 'eventbridge', '--source', 'my.app');
    dev = await RunningDev.start(folder);
  }, 120_000);

  afterAll(async () => {
    await dev?.stop();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  const add = (...words: string[]) =>
    execa(
      'node',
      [join(packageRoot, 'bin/lambda-gen.js'), 'add', ...words, '--yes', '--no-install'],
      {
        cwd: folder,
      },
    );

  const sample = (path: string) => JSON.parse(readFileSync(join(folder, 'events', path), 'utf8'));
  /** As a program beside the project would, with whatever credentials it has. */
  const putEvent = (entry: object) =>
    fetch(Object.values(dev.ready.endpoints)[0]!, {
      method: 'POST',
      headers: {
        'x-amz-target': 'AWSEvents.PutEvents',
        authorization: 'AWS4-HMAC-SHA256 Credential=own/20300101/us-east-1/events/aws4_request',
      },
      body: JSON.stringify({ Entries: [entry] }),
    });
  const post = (api: string, path: string, body: string) =>
    dev.call(api, 'POST', path, body, { 'x-correlation-id': CORRELATION_ID });

  /** The functions that log, with the correlation ids of their records. */
  async function logged(...functions: string[]): Promise<Record<string, unknown>> {
    for (const id of functions)
      await dev.until(
        () => dev.invocations(id),
        (each) => each.length > 0,
      );
    const { invocations } = await dev.state();
    const idsOf = (fn: string) =>
      invocations
        .filter((each: { function: string }) => each.function.replace('/', '').endsWith(fn))
        .flatMap(({ logs }: { logs: string[] }) => logs)
        .filter((line: string) => line.includes('"message"'))
        .map((line: string) => JSON.parse(line).correlation_id);
    return Object.fromEntries(functions.map((fn) => [fn, [...new Set(idsOf(fn))]]));
  }

  const followed = (...functions: string[]) =>
    Object.fromEntries(functions.map((fn) => [fn, [CORRELATION_ID]]));

  it('is in every record from the API through the topic and the queues', async () => {
    const chain = ['AlertsPublish', 'AlertsFulfil', 'AlertsNotify'];
    const { body } = sample('alerts/publish.valid.json');
    expect((await post('AlertsApi', '/alerts', body)).status).toBe(202);
    expect(await logged(...chain)).toEqual(followed(...chain));
  });

  it('is in every record from the API through the steps of the workflow', async () => {
    const chain = ['CheckoutStart', 'CheckoutValidate', 'CheckoutCharge'];
    const { body } = sample('checkout/start.valid.json');
    expect((await post('CheckoutApi', '/checkout', body)).status).toBe(202);
    expect(await logged(...chain)).toEqual(followed(...chain));
  });

  it('is in the record of a function that a bus hands an event with the id', async () => {
    const Detail = JSON.stringify({ id: CORRELATION_ID });
    await putEvent({ Source: 'my.app', DetailType: 'Placed', Detail });
    await dev.until(
      () => dev.invocations('Resize'),
      (each) => each.length > 0,
    );
    const [{ logs }] = dev.invocations('Resize') as [Shown];
    expect(logs).toContainEqual(expect.stringContaining(CORRELATION_ID));
  });
});
