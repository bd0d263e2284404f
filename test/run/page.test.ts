import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Browser as DocumentBrowser } from 'happy-dom';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { Browser, chromium } from './browser.ts';
import { project } from './project.ts';
import { RunningDev } from './start-dev.ts';

const EVIL = '<img src=x onerror="document.title=1">';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: work.handler
      Environment: {Variables: {TABLE: !Ref Table}}
      Events:
        Get: {Type: HttpApi, Properties: {Path: /work, Method: get}}
        Queue: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}
  Queue: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 1}}}
  Dead: {Type: AWS::SQS::Queue}
  Files: {Type: AWS::S3::Bucket}
  Table: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [{AttributeName: id, AttributeType: S}], KeySchema: [{AttributeName: id, KeyType: HASH}]}}
`;

const files = {
  'template.yaml': TEMPLATE,
  'work.js': `exports.handler = async (event) => {
    console.log(${JSON.stringify(EVIL)});
    if (event.Records?.[0].body === 'poison') throw new Error('no');
    return { statusCode: 200, body: ${JSON.stringify(EVIL)} };
  };`,
  'events/work.valid.json': '{"n": 1}',
};

async function start(): Promise<RunningDev> {
  const dev = await RunningDev.start(project(files));
  onTestFinished(async () => void (await dev.stop()));
  return dev;
}

type Listener = (event: { data: string }) => void;

/** The page as the server of a run serves it, with its modules, in a document without a browser. */
async function opened(dev: RunningDev) {
  const listeners = new Map<string, Listener>();
  class Live {
    addEventListener = (type: string, listener: Listener) => listeners.set(type, listener);
  }
  const browser = new DocumentBrowser({
    settings: {
      enableJavaScriptEvaluation: true,
      suppressInsecureJavaScriptEnvironmentWarning: true,
    },
  });
  onTestFinished(() => browser.close());
  const page = browser.newPage();
  await page.goto(dev.ready.page, {
    beforeContentCallback: (window) => void Object.assign(window, { EventSource: Live }),
  });
  const { document } = page.mainFrame;
  await dev.until(
    () => listeners.size,
    (count) => count > 0,
  );
  const tell = (type: string, value: object) =>
    listeners.get(type)!({ data: JSON.stringify(value) });
  return { document, tell };
}

describe('the page without a browser', () => {
  it('shows the architecture, and each invocation as it comes; what it shows is text', async () => {
    const dev = await start();
    await dev.call('ServerlessHttpApi', 'GET', '/work');
    const { document, tell } = await opened(dev);
    const labels = [...document.querySelectorAll('.node')].map((each) =>
      each.getAttribute('aria-label'),
    );
    expect(labels).toEqual(
      expect.arrayContaining([
        'ServerlessHttpApi, API',
        'Work, function',
        'Queue, queue',
        'Dead, queue',
        'Table, table',
      ]),
    );
    const ways = [...document.querySelectorAll('.edge')].map((each) => each.getAttribute('class'));
    expect(ways.sort()).toEqual(['edge dead', 'edge event', 'edge event', 'edge uses']);
    const [row] = document.querySelectorAll('#invocations li');
    expect(row!.textContent).toMatch(/^✔Work {2}http ServerlessHttpApi · [\d.]+ ms/);
    const invocation = {
      id: 'x',
      function: EVIL,
      trigger: 'sqs',
      chain: 'c'.repeat(8),
      startedAt: 0,
      event: EVIL,
    };
    tell('invocation', invocation);
    tell('invocation', {
      ...invocation,
      error: { errorType: EVIL, errorMessage: EVIL },
      durationMs: 5,
      logs: [EVIL],
    });
    const rows = document.querySelectorAll('#invocations li');
    expect(rows).toHaveLength(2);
    expect(rows[0]!.textContent).toContain(`${EVIL}: ${EVIL}`);
    expect(document.querySelectorAll('img')).toHaveLength(0);
    tell('invocation', {
      ...invocation,
      id: 'y',
      problem: 'malformed proxy response',
      durationMs: 5,
    });
    const [malformed] = document.querySelectorAll('#invocations li');
    expect(malformed!.textContent).toMatch(/^✖.*malformed proxy response/);
  });

  it('lights the arrow that an event takes', async () => {
    const { document, tell } = await opened(await start());
    tell('pulse', { from: 'Queue', to: 'Work', chain: 'c' });
    const lit = [...document.querySelectorAll('.lit')].map((each) => each.getAttribute('class'));
    expect(lit).toEqual(['edge event lit', 'node function lit']);
  });

  it('puts a file into a bucket, under its name', async () => {
    const { document } = await opened(await start());
    const input = document.querySelector('#file')!;
    const [key, body] = ['#key', '#body'].map(
      (id) => document.querySelector(id) as unknown as { value: string; disabled: boolean },
    );
    const files = [new File([new Uint8Array([0, 255])], 'cat.png')];
    Object.defineProperty(input, 'files', { value: files });
    input.dispatchEvent(new document.defaultView!.Event('change'));
    expect([key!.value, body!.disabled]).toEqual(['cat.png', true]);
  });
});

describe('the server of the page', () => {
  it('serves each of its files as what it is, and no other', async () => {
    const { ready } = await start();
    const folder = join(packageRoot, 'src/run/page/static');
    const types: Record<string, string> = {
      '.html': 'text/html; charset=utf-8',
      '.css': 'text/css; charset=utf-8',
      '.js': 'text/javascript; charset=utf-8',
    };
    const names = readdirSync(folder);
    expect(names).toContain('page.js');
    for (const name of names) {
      const response = await fetch(ready.page + name);
      expect([name, response.headers.get('content-type')]).toEqual([name, types[extname(name)]]);
      expect(await response.text()).toBe(readFileSync(join(folder, name), 'utf8'));
    }
    for (const other of ['static', 'server.ts', '..%2fserver.ts', '%2e%2e/%2e%2e/start.cjs'])
      expect((await fetch(ready.page + other)).status).toBe(404);
  });

  it('answers this machine by its own name, and no other page', async () => {
    const dev = await start();
    const { ready } = dev;
    const asked = (headers: Record<string, string>, method = 'GET') =>
      fetch(`${ready.page}api/${method === 'GET' ? 'state' : 'invoke'}`, { method, headers }).then(
        ({ status }) => status,
      );
    expect(await asked({})).toBe(200);
    expect(await asked({ origin: 'http://evil.example.com' })).toBe(403);
    expect(
      await asked(
        { origin: 'http://evil.example.com', 'content-type': 'application/json' },
        'POST',
      ),
    ).toBe(403);
    expect(await asked({ 'content-type': 'text/plain' }, 'POST')).toBe(415);
    const { headers } = await fetch(ready.page);
    // A request names the project's own sample events, and no other file, nor the standard input
    const other = project({ 'secret.json': '{"secret": true}' });
    for (const event of ['-', join(other, 'secret.json'), '../secret.json'])
      for (const action of ['invoke', 'sample'])
        expect(await dev.post(action, { function: 'Work', event, cwd: other })).toMatchObject({
          kind: 'usage',
          message: expect.stringContaining('There is no sample event'),
        });
    expect(await dev.post('sample', { function: 'Work', event: 'valid' })).toMatchObject({
      path: 'events/work.valid.json',
    });
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'/,
    );
  });
});

const program = chromium();

describe.skipIf(!program)('the page in Chromium (skipped where it is not installed)', () => {
  it.each([
    ['light', 1200],
    ['dark', 400],
  ])(
    '%s, %d pixels wide: shows what happens, sends by keyboard, redrives',
    async (scheme, width) => {
      const dev = await start();
      const browser = await Browser.open(program!, dev.ready.page, width, 900, scheme);
      onTestFinished(() => browser.close());
      await browser.until(`document.querySelector('#status')?.textContent === 'Live'`);
      await dev.send('Queue', 'poison');
      await browser.until(
        `document.querySelector('#invocations .bad')?.textContent.includes('Error: no')`,
      );
      await browser.value(
        `document.querySelector('#body').value = '{"n": 2}'; document.querySelector('#send button').focus()`,
      );
      await browser.press('Enter');
      await browser.until(`document.querySelector('#sent').textContent.includes('statusCode')`);
      expect(await browser.value('document.images.length')).toBe(0);
      // A message goes to the dead letters when it would be received once more
      await dev.until(
        () => dev.contents('Dead'),
        (each) => each.ready.length === 1,
      );
      await browser.value(
        `(() => { const dead = document.querySelector('[data-id="Dead"]'); dead.open = true; dead.querySelector('button').click(); })()`,
      );
      await browser.until(
        `document.querySelector('[data-id="Dead"] button').textContent === '1 sent back'`,
      );
      await dev.send('Files', '', { key: `${'long'.repeat(30)}.json` });
      await browser.value(`document.querySelector('[data-id="Files"]').open = true`);
      await browser.until(
        `document.querySelector('[data-id="Files"]').textContent.includes('long')`,
      );
      await browser.value(`document.querySelector('.node.function').focus()`);
      await browser.press('Enter');
      await browser.until(`document.querySelector('#filter').value === 'Work'`);
      expect(await browser.value('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      const back = await browser.value('getComputedStyle(document.body).backgroundColor');
      expect(back).toBe(scheme === 'dark' ? 'rgb(20, 23, 27)' : 'rgb(255, 255, 255)');
    },
  );
});
