import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

/** A folder that goes when the process ends. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** How long a process of Node takes, in milliseconds; throws what it says when it fails. */
export function run(args, cwd) {
  const start = performance.now();
  const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')}\n${stderr}${stdout}`);
  return performance.now() - start;
}

/**
 * Each run has the folder as it was; without one, an empty folder. The folders go with `root`, at the end: ext4 without
 * a journal passes over inodes of files deleted within the last minutes, and then takes up to 1 ms for each new file.
 */
export const subject = (root, args, folder) => () => {
  const cwd = mkdtempSync(join(root, 'run-'));
  if (folder) cpSync(folder, cwd, { recursive: true, verbatimSymlinks: true });
  return run(args, cwd);
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs all subjects in turn, and prints the median of each as a ratio to a bare Node; limits are such ratios, too. */
export function measure(runs, subjects, limits = {}) {
  const all = { 'node -e 0': () => run(['-e', '0']), ...subjects };
  const times = Object.fromEntries(Object.keys(all).map((name) => [name, []]));
  // The first run fills the code cache
  for (const each of Object.values(all)) each();
  for (let i = 0; i < runs; i++)
    for (const [name, each] of Object.entries(all)) times[name].push(each());
  const bare = median(times['node -e 0']);
  const width = Math.max(...Object.keys(all).map((name) => name.length));
  console.log(`node ${process.version}, median of ${runs}, whole processes`);
  for (const [name, values] of Object.entries(times)) {
    const [ms, limit] = [median(values), limits[name]];
    const over = limit && ms / bare > limit ? '  over' : '';
    const ratio = `${(ms / bare).toFixed(1)} ×`;
    console.log(
      `${name.padEnd(width)} ${ms.toFixed(0).padStart(6)} ms ${ratio.padStart(7)}${limit ? `  limit ${limit}` : ''}${over}`,
    );
  }
}
