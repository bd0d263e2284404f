import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { invokeOnce } from '../../src/run/invoke/invoke.ts';
import { sampleFiles } from '../../src/run/invoke/sample-event.ts';
import { synthesise } from '../../src/run/project/synth.ts';
import type { Outcome } from '../../src/run/worker/function-process.ts';
import { Reaper } from '../../src/run/worker/reaper.ts';
import { createProject, PATTERNS } from './seven-patterns.ts';

/** Sample events whose name is not of success, by how they end: an error, messages that come again. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  again: ['uploads/process.mixed-batch'],
  Error: ['digest/run.future-tick'],
  PaymentDeclined: ['checkout/charge.declined'],
  SignUpRefused: ['users/pre-sign-up.blocked-domain'],
};

const SPECIAL = Object.fromEntries(
  Object.entries(ENDS).flatMap(([end, names]) => names.map((name) => [name, end] as const)),
);

const expected = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, SPECIAL[name] ?? 'ok']));

function endOf({ error, result }: Outcome): string {
  if (error) return error.errorType;
  const { statusCode = 200, batchItemFailures = [] } = JSON.parse(result!) ?? {};
  if (batchItemFailures.length > 0) return 'again';
  return statusCode < 300 ? 'ok' : String(statusCode);
}

/** How each sample event ends, each in a run of its own. */
async function endsOf(root: string, names: readonly string[]) {
  const ends: Record<string, string> = {};
  for (const name of names) {
    const at = name.indexOf('.');
    const [of, event] = [name.slice(0, at), name.slice(at + 1)];
    const { outcome } = await invokeOnce({ root, cwd: root, name: of, event, parameters: {} });
    ends[name] = endOf(outcome);
  }
  return ends;
}

const samplesOf = (root: string) => sampleFiles(root).map((path) => path.replace(/\.json$/, ''));

/** Synthesises once: what is tried here comes after that. */
async function keepAssembly(root: string): Promise<void> {
  const out = join(root, '../assembly');
  const reaper = new Reaper([]);
  await synthesise(out, { root, reaper, signal: new AbortController().signal });
  await reaper.close();
  const file = join(root, 'cdk.json');
  const config = { ...JSON.parse(readFileSync(file, 'utf8')), app: `cp -r ${out}/. $CDK_OUTDIR` };
  writeFileSync(file, JSON.stringify(config));
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(join(folder, '..'), { recursive: true, force: true });
});

async function create(iac: 'sam' | 'cdk'): Promise<string> {
  const folder = await createProject(iac);
  folders.push(folder);
  return folder;
}

/** The first sample of each function. */
const oneOfEach = (names: readonly string[]) => {
  const functionOf = (name: string) => name.slice(0, name.indexOf('.'));
  return names.filter(
    (name) => names.find((each) => functionOf(each) === functionOf(name)) === name,
  );
};

const textsOf = (root: string) =>
  sampleFiles(root).map((path) => [path, readFileSync(join(root, 'events', path), 'utf8')]);

it('sample events of all patterns end as their names say, each in a run of its own', async () => {
  const folder = await create('sam');
  const names = samplesOf(folder);
  expect(names).toEqual(expect.arrayContaining(Object.keys(SPECIAL)));
  expect(await endsOf(folder, names)).toEqual(expected(names));
}, 900_000);

it('as CDK the samples are the same, and each function takes them as well', async () => {
  const [sam, cdk] = [await create('sam'), await create('cdk')];
  expect(textsOf(cdk)).toEqual(textsOf(sam));
  await keepAssembly(cdk);
  const names = oneOfEach(samplesOf(cdk));
  expect(names.length).toBeGreaterThan(PATTERNS.length);
  expect(await endsOf(cdk, names)).toEqual(expected(names));
}, 900_000);
