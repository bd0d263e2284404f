// Makes docs/dev.webp: the page of a project that runs, with headless Chromium. `npm run picture`
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Browser, chromium } from '../test/run/browser.ts';
import { RunningDev } from '../test/run/start-dev.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const picture = join(root, 'docs/dev.webp');
const program = chromium();
if (!program) throw new Error('Chromium is not installed: apt install chromium');

const parent = mkdtempSync(join(tmpdir(), 'lambda-gen-picture-'));
const folder = join(parent, 'shop');
execFileSync('node', [
  join(root, 'bin/create-lambda-app.js'),
  folder,
  ...['--yes', '--iac', 'sam', '-p', 'rest-api:orders,pub-sub:alerts', '--no-install', '--no-git'],
]);
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));

const dev = await RunningDev.start(folder);
try {
  const order = await dev.call('OrdersApi', 'POST', '/orders', { name: 'First' });
  const path = `/${order.headers.get('location')}`;
  await dev.call('OrdersApi', 'GET', path);
  await dev.call('OrdersApi', 'PUT', path, { name: 'Late' }, { 'if-match': '"0"' });
  const browser = await Browser.open(program, dev.ready.page, 1400, 860);
  await browser.until(`document.querySelector('#status')?.textContent === 'Live'`);
  await dev.post('invoke', { function: 'AlertsPublish', event: 'valid' });
  await dev.until(
    () => dev.invocations('AlertsFulfil'),
    (each) => each.length > 0,
  );
  await browser.until(`document.querySelectorAll('#invocations li').length >= 5`);
  await browser.screenshot(process.argv[2] ?? picture);
  await browser.close();
} finally {
  await dev.stop();
  rmSync(parent, { recursive: true, force: true });
}
process.stdout.write(`${picture}: ${Math.round(statSync(picture).size / 1024)} KB\n`);
