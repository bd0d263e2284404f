import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { createProject } from './seven-patterns.ts';
import { RunningDev } from './start-dev.ts';
import { BODIES, CHANGED, UPLOADS } from './uploads.ts';

describe.each(['sam', 'cdk'] as const)('the seven patterns as %s', (iac) => {
  let folder: string;
  let dev: RunningDev;
  const sample = (path: string) => JSON.parse(readFileSync(join(folder, 'events', path), 'utf8'));

  beforeAll(async () => {
    folder = await createProject(iac);
    dev = await RunningDev.start(folder);
  }, 240_000);

  afterAll(async () => {
    await dev?.stop();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  it('says what it runs and what not', () => {
    expect(dev.ready.functions.length).toBe(iac === 'sam' ? 19 : 22);
    expect(dev.ready.notEmulated.filter((each) => !each.includes('Cognito'))).toEqual([]);
    expect(dev.ready.page).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it('rest-api: stores what is posted, and refuses a stale version', async () => {
    const created = await dev.call('OrdersApi', 'POST', '/orders', { name: 'First' });
    expect(created.status).toBe(201);
    const path = `/${created.headers.get('location')}`;
    const first = { 'if-match': created.headers.get('etag')! };
    expect((await dev.call('OrdersApi', 'PUT', path, { name: 'Second' }, first)).status).toBe(200);
    expect((await dev.call('OrdersApi', 'PUT', path, { name: 'Third' }, first)).status).toBe(412);
    expect(await (await dev.call('OrdersApi', 'GET', path)).json()).toMatchObject({
      name: 'Second',
      version: 2,
    });
    const { items } = await dev.contents('OrdersTable');
    expect(items).toMatchObject([{ ownerId: { S: 'local-user' }, name: { S: 'Second' } }]);
  });

  it('rest-api: takes the claims of a token, and refuses what is none', async () => {
    const claims = Buffer.from(JSON.stringify({ sub: 'ada', exp: 9e9 })).toString('base64url');
    const old = Buffer.from(JSON.stringify({ sub: 'ada', exp: 1 })).toString('base64url');
    const as = (token: string) =>
      dev.call('OrdersApi', 'GET', '/orders', undefined, { authorization: `Bearer ${token}` });
    expect(await (await as(`e30.${claims}.x`)).json()).toMatchObject({ items: [] });
    expect((await as(`e30.${old}.x`)).status).toBe(401);
    expect((await as('nonsense')).status).toBe(401);
    expect((await dev.call('OrdersApi', 'GET', '/nowhere')).status).toBe(404);
  });

  it('file-processing: describes an upload; what cannot be read is in the dead letters', async () => {
    await dev.send('UploadsInput', Buffer.from('%PDF-1.7 hello').toString('base64'), {
      key: 'uploads/a b.pdf',
    });
    const { objects } = await dev.until(
      () => dev.contents('UploadsOutput'),
      (each) => each.objects.length > 0,
    );
    expect(objects[0].key).toMatch(/^processed\//);
    await dev.send('UploadsQueue', '{"Records": [{"poison": true}]}');
    const { ready } = await dev.until(
      () => dev.contents('UploadsQueueDeadLetters'),
      (each) => each.ready.length > 0,
    );
    expect(ready[0].body).toContain('poison');
  });

  async function expectEnd(event: string, end: string): Promise<void> {
    const [process] = dev.ready.functions.filter((id) => /Uploads.?Process$/.test(id));
    const { outcome } = await dev.post('invoke', { function: process, event });
    const logged = outcome.logs
      .filter((line: string) => line.includes('"message"'))
      .map((line: string) => JSON.parse(line));
    const ends = logged.map(({ message, status, level }: Record<string, string>) =>
      level === 'ERROR' ? 'fails' : (status ?? message!.split(':')[0]!.toLowerCase()),
    );
    expect([outcome.error !== undefined, ends]).toEqual([
      end === 'fails',
      end === 'nothing' ? [] : [end],
    ]);
  }

  /** Adds a sample event: that of `process.valid` with other messages. */
  function addSample(name: string, bodies: (body: string) => readonly string[]): void {
    const { Records } = sample('uploads/process.valid.json');
    const messages = bodies(Records[0].body).map((body) => ({ ...Records[0], body }));
    const path = join(folder, `events/uploads/process.${name}.json`);
    writeFileSync(path, JSON.stringify({ Records: messages }));
  }

  it.each(Object.entries(UPLOADS))(
    'file-processing: the sample event %s ends as %s',
    (event, end) => expectEnd(event, end),
  );

  it.each(CHANGED)('file-processing: an upload %s, with %j, ends as %s', (name, change, end) => {
    addSample(name, (body) => {
      const { Records } = JSON.parse(body);
      Object.assign(Records[0].s3.object, change);
      return [JSON.stringify({ Records })];
    });
    return expectEnd(name, end);
  });

  it.each(['output', 'unavailable'])('file-processing: knows the bucket %s', (bucket) => {
    addSample(bucket, (body) => [body.replace('"name":"input"', `"name":"${bucket}"`)]);
    return expectEnd(bucket, bucket === 'output' ? 'ignored' : 'fails');
  });

  it.each(BODIES)('file-processing: %s, the messages %j, end as %s', (name, bodies, end) => {
    addSample(name, () => bodies);
    return expectEnd(name, end);
  });

  it('pub-sub: a message reaches both consumers in one chain; a poison message their dead letters', async () => {
    const { body } = sample('alerts/publish.valid.json');
    expect((await dev.call('AlertsApi', 'POST', '/alerts', body)).status).toBe(202);
    await dev.until(
      () => dev.contents('AlertsTable'),
      (each) => each.items.length === 2,
    );
    const [publish] = dev.invocations('AlertsPublish');
    const [fulfil] = await dev.until(
      () => dev.invocations('AlertsFulfil'),
      (each) => each.length > 0,
    );
    expect(fulfil).toMatchObject({ trigger: 'sqs', chain: publish!.chain, parent: publish!.id });
    await dev.send('AlertsNotifyQueue', 'no event at all');
    await dev.until(
      () => dev.contents('AlertsNotifyQueueDeadLetters'),
      (each) => each.ready.length > 0,
    );
    const attempts = dev
      .invocations('AlertsNotify')
      .filter(({ event }) => JSON.stringify(event).includes('no event at all'));
    expect(attempts).toHaveLength(5);
    expect(new Set(attempts.map(({ chain }) => chain)).size).toBe(1);
  });

  it('pub-sub: dead letters go back to their queue', async () => {
    expect(
      await dev.post('redrive', { queue: await dev.id('AlertsNotifyQueueDeadLetters') }),
    ).toEqual({ moved: 1, left: 0 });
    await dev.until(
      () => dev.contents('AlertsNotifyQueueDeadLetters'),
      (each) => each.ready.length > 0,
    );
  });

  it('scheduled-task: runs at a tick; what fails thrice is in the dead letters', async () => {
    const schedule = await dev.id('DigestSchedule');
    await dev.post('fire', { schedule, time: '2026-01-15T09:00:00Z' });
    const [run] = await dev.until(
      () => dev.invocations('DigestRun'),
      (each) => each.length > 0,
    );
    expect(run).toMatchObject({ trigger: 'schedule', result: null });
    expect((await dev.contents('DigestTable')).items).toMatchObject([
      { doneTick: { S: '2026-01-15T09:00:00.000Z' } },
    ]);
    const lambda = `${dev.ready.endpoints.lambda}/2015-03-31/functions`;
    const authorization =
      'AWS4-HMAC-SHA256 Credential=X/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=x';
    const name = iac === 'sam' ? 'shop-dev-DigestRun' : await functionName(dev, 'DigestRun');
    const answer = await fetch(`${lambda}/${name}/invocations`, {
      method: 'POST',
      headers: { authorization, 'x-amz-invocation-type': 'Event' },
      body: '{"bad": 1}',
    });
    expect(answer.status).toBe(202);
    const { ready } = await dev.until(
      () => dev.contents('DigestDeadLetters'),
      (each) => each.ready.length > 0,
    );
    expect(JSON.parse(ready[0].body)).toMatchObject({
      requestPayload: { bad: 1 },
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
    });
  });

  it('workflow: an order is placed and confirmed by mail; a declined card is rejected', async () => {
    const order = sample('checkout/validate.valid.json');
    await dev.send('CheckoutStateMachine', order);
    await dev.send('CheckoutStateMachine', {
      ...order,
      orderId: 'order-2',
      paymentToken: 'tok_declined',
    });
    const { executions } = await dev.until(
      () => dev.state(),
      (each) =>
        each.executions.filter(({ status }: { status: string }) => status === 'SUCCEEDED')
          .length === 2,
    );
    const outputs = executions.map(({ output }: { output: string }) => JSON.parse(output));
    expect(outputs).toEqual(
      expect.arrayContaining([
        { status: 'placed', orderId: 'order-4711' },
        { status: 'rejected', error: 'PaymentDeclined', cause: 'Insufficient funds' },
      ]),
    );
    expect((await dev.contents('CheckoutTable')).items).toMatchObject([
      { orderId: { S: 'order-4711' } },
    ]);
    const { mail } = await dev.contents('mail');
    expect(mail.map(({ subject }: { subject: string }) => subject)).toEqual([
      'Your order order-4711',
    ]);
  });

  it('user-auth: a sign-up gets a profile and a group; another domain is refused', async () => {
    const fn = (id: string) => dev.ready.functions.find((each) => each.replace('/', '') === id)!;
    const done = await dev.post('invoke', {
      function: fn('UsersPostConfirmation'),
      event: 'sign-up',
    });
    expect(done.outcome.error).toBeUndefined();
    expect((await dev.contents('UsersTable')).items).toHaveLength(1);
    const refused = await dev.post('invoke', {
      function: fn('UsersPreSignUp'),
      event: 'blocked-domain',
    });
    expect(refused.outcome.error).toMatchObject({ errorMessage: expect.any(String) });
  });

  it('multi-region: writes in one region; what is taken stays as it is', async () => {
    const path = '/edge/3b1f8c52-9d4e-4a67-b0c3-7e5a2d9f1846';
    const api = iac === 'sam' ? 'Api' : 'us-east-1/Api';
    const put = (name: string) => dev.call(api, 'PUT', path, { name }, { 'if-none-match': '*' });
    expect((await put('First')).status).toBe(201);
    expect((await put('Second')).status).toBe(412);
    const elsewhere = iac === 'sam' ? 'Api' : 'eu-west-1/Api';
    expect(await (await dev.call(elsewhere, 'GET', path)).json()).toMatchObject({ name: 'First' });
    // Each project has a path of its own for its health
    const infra = readFileSync(join(folder, 'test/infra/edge.test.ts'), 'utf8');
    const health = /ResourcePath: '([^']+)'/.exec(infra)![1]!;
    expect((await dev.call(elsewhere, 'GET', health)).status).toBe(200);
  });

  it('answers invoke of another process', async () => {
    const bin = join(packageRoot, 'bin/lambda-gen.js');
    const { stdout } = await execa(
      'node',
      [bin, 'invoke', 'checkout/charge', '--event', 'declined', '--json'],
      { cwd: folder, reject: false },
    );
    expect(JSON.parse(stdout)).toMatchObject({ error: { errorType: 'PaymentDeclined' } });
    expect(dev.invocations('CheckoutCharge').at(-1)).toMatchObject({ trigger: 'invoke' });
  });

  it('leaves no process when it is stopped', async () => {
    expect(await dev.stop('SIGINT')).toBe(0);
    const { stdout } = await execa('ps', ['-eo', 'args']);
    expect(stdout).not.toContain(folder);
    await expect(fetch(dev.ready.page)).rejects.toThrow();
  });

  it('file-processing: a sample event finds its object where dev does not run', async () => {
    const bin = join(packageRoot, 'bin/lambda-gen.js');
    const { stdout } = await execa('node', [bin, 'invoke', 'uploads/process', '--json'], {
      cwd: folder,
      reject: false,
    });
    const { result, logs } = JSON.parse(stdout);
    expect([result, logs.join('\n')]).toEqual([
      { batchItemFailures: [] },
      expect.stringContaining('"success"'),
    ]);
  });
});

/** The name that the deployment gives a function. */
async function functionName(dev: RunningDev, id: string): Promise<string> {
  const [run] = dev.invocations(id);
  return JSON.parse(run!.logs.find((line) => line.includes('function_name'))!).function_name;
}
