import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import { plainTemplate, project } from './project.ts';
import { RunningDev } from './start-dev.ts';

const API = '\n      Events: {Api: {Type: HttpApi, Properties: {Path: /one, Method: get}}}';
const QUEUE = '  Q: {Type: AWS::SQS::Queue}\n';
const ONE = plainTemplate(['One'], `Timeout: 20${API}`) + QUEUE;
const WORKER = plainTemplate(
  ['Worker'],
  'Timeout: 20\n      Events: {Q: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}}',
).replace(/^.*\nResources:\n/, '');
const BAD = `  T: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [{AttributeName: id, AttributeType: S}], KeySchema: [{AttributeName: other, KeyType: HASH}]}}\n`;

const FILES = {
  'one.js': 'exports.handler = async () => process.env.VALUE ?? "one";',
  'worker.js': 'exports.handler = async () => "worked";',
};

async function start(files: Readonly<Record<string, string>>) {
  const folder = project(files);
  const dev = await RunningDev.start(folder);
  onTestFinished(async () => void (await dev.stop()));
  const save = (text: string, name = 'template.yaml') => writeFileSync(join(folder, name), text);
  const prints = (text: string | RegExp) =>
    dev.until(
      () => dev.stderr,
      (printed) => printed.search(text) >= 0,
      30,
    );
  return { dev, save, prints };
}

const IS_READ = 'The infrastructure is as it is now';

describe('a reload', () => {
  it('that fails leaves what ran as it was: requests and messages are handled', async () => {
    const { dev, save, prints } = await start({ ...FILES, 'template.yaml': ONE + WORKER });
    expect(await (await dev.call('ServerlessHttpApi', 'GET', '/one')).text()).toBe('one');
    save(`${ONE}${WORKER}${BAD}`);
    await prints('✖');
    const response = await dev.call('ServerlessHttpApi', 'GET', '/one');
    expect([response.status, await response.text()]).toEqual([200, 'one']);
    await dev.send('Q', 'x');
    await dev.until(
      () => dev.invocations('Worker').map(({ result }) => result),
      (results) => results.includes('worked'),
      20,
    );
    expect(dev.lines.filter(({ error }) => error)).toEqual([]);
    save(ONE.replace('Timeout: 20', 'Timeout: 19'));
    await prints(IS_READ);
  });

  it('that succeeds meets no request', async () => {
    const { dev, save, prints } = await start({ ...FILES, 'template.yaml': ONE });
    let isOver = false;
    const statuses: number[] = [];
    const work = (async () => {
      while (!isOver) {
        statuses.push((await dev.call('ServerlessHttpApi', 'GET', '/one')).status);
      }
    })();
    const answered = (count: number) =>
      dev.until(
        () => statuses.length,
        (now) => now >= count,
        20,
      );
    await answered(10);
    const tables = [...'abcdef'].map((name) =>
      BAD.replaceAll('  T:', `  T${name}:`).replace('other', 'id'),
    );
    save(ONE.replace('Timeout: 20', 'Timeout: 19') + tables.join(''));
    await prints(IS_READ);
    await answered(statuses.length + 10);
    isOver = true;
    await work;
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
  });

  it('closes the API that the infrastructure has no longer', async () => {
    const { dev, save, prints } = await start({ ...FILES, 'template.yaml': ONE });
    expect((await dev.call('ServerlessHttpApi', 'GET', '/one')).status).toBe(200);
    save(ONE.replace(API, ''));
    await prints(IS_READ);
    await expect(dev.call('ServerlessHttpApi', 'GET', '/one')).rejects.toThrow('fetch failed');
  });

  it('sees what is saved while an app is synthesised, and ends there', async () => {
    const outside = temporaryFolder();
    const goOn = join(outside, 'go-on');
    const app = `import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { value } from './value.mjs';
// A build that is part of the synthesis writes the same again
writeFileSync('built.mjs', 'export const built = 1;');
await import('./built.mjs');
writeFileSync(${JSON.stringify(outside)} + '/began-' + value, '');
while (value === 'two' && !existsSync(${JSON.stringify(goOn)})) await new Promise((resolve) => setTimeout(resolve, 10));
const out = process.env.CDK_OUTDIR;
mkdirSync(out, { recursive: true });
const Properties = { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: 'exports.handler = async () => process.env.VALUE;' }, Environment: { Variables: { VALUE: value } } };
writeFileSync(out + '/t.json', JSON.stringify({ Resources: { One: { Type: 'AWS::Lambda::Function', Properties } } }));
writeFileSync(out + '/manifest.json', JSON.stringify({ artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: 't.json' } } } }));
`;
    const { dev, save, prints } = await start({
      'cdk.json': '{"app": "node app.mjs"}',
      'app.mjs': app,
      'built.mjs': 'export const built = 1;',
      'value.mjs': 'export const value = "one";',
    });
    save('export const value = "two";', 'value.mjs');
    await prints('value.mjs has changed');
    await dev.until(() => existsSync(join(outside, 'began-two')), Boolean, 30);
    save('export const value = "three";', 'value.mjs');
    writeFileSync(goOn, '');
    await prints(/(value\.mjs has changed[\s\S]*){2}as it is now\s*$/);
    const result = async () => (await dev.post('invoke', { function: 'One' })).outcome.result;
    expect(await result()).toBe('"three"');
    // Had it read the infrastructure once more by itself, that would have come before this change
    save('export const value = "four";', 'value.mjs');
    await dev.until(result, (now) => now === '"four"', 30);
    expect(dev.stderr.match(/value\.mjs has changed/g)).toHaveLength(3);
  });
});
