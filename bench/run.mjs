// Measures `invoke` and `dev` in one run, on a machine that does nothing else. Times are in milliseconds; ratios are
// to the same work without lambda-gen, so that a slow machine tells as much as a fast one.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'bin/lambda-gen.js');
const PATTERNS = [
  'rest-api:orders',
  'file-processing:uploads',
  'pub-sub:alerts',
  'scheduled-task:digest',
  'workflow:checkout',
  'user-auth:users',
  'multi-region:edge',
];
const SECONDS = Number(process.env.SECONDS ?? 30);
const CONCURRENT = 200;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const since = (start) => performance.now() - start;
const shown = (value) => Math.round(value * 10) / 10;

function createProject() {
  const folder = join(mkdtempSync(join(tmpdir(), 'lambda-gen-bench-')), 'shop');
  const patterns = PATTERNS.flatMap((pattern) => ['-p', pattern]);
  execFileSync('node', [
    join(root, 'bin/create-lambda-app.js'),
    folder,
    '-y',
    '--iac',
    'sam',
    ...patterns,
    '--no-install',
    '--no-git',
  ]);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** A project with one function that answers at once. */
function plainProject() {
  const folder = mkdtempSync(join(tmpdir(), 'lambda-gen-bench-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const properties =
    '{Runtime: nodejs22.x, Handler: one.handler, Timeout: 30, MemorySize: 256, Events: {Api: {Type: HttpApi, Properties: {Path: /one, Method: get}}}}';
  const metadata = '{BuildMethod: esbuild, BuildProperties: {EntryPoints: [one.ts]}}';
  writeFileSync(
    join(folder, 'template.yaml'),
    `Transform: AWS::Serverless-2016-10-31\nResources:\n  One:\n    Type: AWS::Serverless::Function\n    Properties: ${properties}\n    Metadata: ${metadata}\n`,
  );
  writeFileSync(join(folder, 'one.ts'), handler(0));
  return folder;
}

const handler = (n) => `export const handler = async () => '${n}';\n`;

async function startDev(cwd) {
  const start = performance.now();
  const child = spawn('node', [bin, 'dev', '--port', '0', '--json'], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  child.stdout.resume();
  return { child, took: since(start), ready: JSON.parse(line) };
}

async function stop({ child }) {
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}

const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENT });

const get = (url) =>
  new Promise((resolve, reject) => {
    request(url, { agent }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode, body }));
    })
      .on('error', reject)
      .end();
  });

async function timed(work) {
  const start = performance.now();
  await work();
  return since(start);
}

async function times(count, work) {
  const found = [];
  for (let n = 0; n < count; n += 1) found.push(await timed(() => work(n)));
  return median(found);
}

/** Memory of a process and of those that it started, in MB; where /proc says it. */
function memoryMb(pid) {
  const all = execFileSync('ps', ['-eo', 'pid,ppid,rss'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/).map(Number));
  return (
    all
      .filter(([own, parent]) => own === pid || parent === pid)
      .reduce((sum, [, , rss]) => sum + rss, 0) / 1024
  );
}

const report = (what, value, unit, limit, ratio) =>
  console.log(
    `${what.padEnd(46)} ${String(shown(value)).padStart(8)} ${unit.padEnd(3)}  limit ${limit}${ratio === undefined ? '' : `  ratio ${shown(ratio)}`}`,
  );

const node = await times(5, async () => execFileSync('node', ['-e', '0']));
report('node -e 0 (the unit of ratios)', node, 'ms', '-');

const shop = createProject();
const started = [];
for (let n = 0; n < 3; n += 1) {
  const dev = await startDev(shop);
  started.push(dev.took);
  await stop(dev);
}
report(
  'dev, seven patterns (SAM): start to ready',
  median(started),
  'ms',
  1500,
  median(started) / node,
);

const cold = await times(3, async () =>
  execFileSync('node', [bin, 'invoke', 'orders/create', '--json'], { cwd: shop }),
);
report('invoke, cold', cold, 'ms', 1000, cold / node);

const plain = plainProject();
const dev = await startDev(plain);
const url = `${dev.ready.apis.ServerlessHttpApi}/one`;
const bare = createServer((_, response) => response.end('0')).listen(0, '127.0.0.1');
await once(bare, 'listening');
const bareUrl = `http://127.0.0.1:${bare.address().port}/`;
await times(50, () => get(bareUrl));
const bareMs = await times(200, () => get(bareUrl));
await times(50, () => get(url));
const warm = await times(200, () => get(url));
report('a warm call, beside one of a bare server', warm - bareMs, 'ms', 5, warm / bareMs);

const changed = [];
for (let n = 1; n <= 7; n += 1) {
  writeFileSync(join(plain, 'one.ts'), handler(n));
  const start = performance.now();
  const { body } = await get(url);
  if (body !== String(n)) throw new Error(`The answer is ${body}, not ${n}`);
  changed.push(since(start));
}
report('a changed handler to the next answer', median(changed), 'ms', 200, median(changed) / node);

let lost = 0;
let done = 0;
const memory = [];
const end = performance.now() + SECONDS * 1000;
const sampler = setInterval(() => memory.push(memoryMb(dev.child.pid)), 1000);
await Promise.all(
  Array.from({ length: CONCURRENT }, async () => {
    while (performance.now() < end) {
      const answer = await get(url).catch(() => undefined);
      if (answer?.status !== 200) lost += 1;
      done += 1;
    }
  }),
);
clearInterval(sampler);
report(`${CONCURRENT} concurrent calls for ${SECONDS} s: lost of ${done}`, lost, '', 0);
const half = Math.floor(memory.length / 2);
report(
  'memory, second half beside the first',
  median(memory.slice(half)),
  'MB',
  'level',
  median(memory.slice(half)) / median(memory.slice(0, half)),
);

await stop(dev);
bare.close();
agent.destroy();
for (const folder of [join(shop, '..'), plain]) rmSync(folder, { recursive: true, force: true });
