// Creates, installs and checks a project with each package manager that the registry has, and prints what became of it.
// Where the registry lacks a package that a newest version needs, the newest that can be installed is taken, and named.
// Usage: npm run check:managers [-- <manager>@<version> …]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { heldBack, missingIn } from './held-back.ts';
import { scratch } from './measure.mjs';

/** The package that brings each, and the program in it. */
const MANAGERS = {
  'npm@11': ['npm@11', 'npm'],
  'pnpm@10': ['pnpm@10', 'pnpm'],
  'pnpm@11': ['pnpm@11', 'pnpm'],
  'pnpm@12': ['pnpm@12', 'pnpm'],
  'yarn@1': ['yarn@1', 'yarn'],
  'yarn@4': ['@yarnpkg/cli-dist@4', 'yarn'],
  'bun@1': ['bun@1', 'bun'],
};

const LOCKS = {
  npm: 'package-lock.json',
  pnpm: 'pnpm-lock.yaml',
  yarn: 'yarn.lock',
  bun: 'bun.lock',
};

const cli = join(import.meta.dirname, '../bin/create-lambda-app.js');
const root = scratch();
const asked = process.argv.slice(2);
const unknown = asked.find((label) => !Object.hasOwn(MANAGERS, label));
if (unknown) throw new Error(`${unknown} is none of ${Object.keys(MANAGERS).join(', ')}`);

function run(command, args, cwd, env) {
  const start = Date.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 900_000,
  });
  const said = error?.message ?? `${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n');
  return { isDone: status === 0, seconds: Math.round((Date.now() - start) / 1000), said, stdout };
}

/** Installs a package manager, and answers an environment in which it is the one that runs. */
function surroundings(label, packageName, program) {
  const folder = join(root, 'managers', label);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}');
  const install = ['install', '--no-audit', '--no-fund', packageName];
  const { isDone, said } = run('npm', install, folder, process.env);
  if (!isDone) return { problem: `not to be had: ${said.split('\n').at(-1)}` };
  const bin = join(folder, 'node_modules/.bin');
  const PATH = `${bin}${delimiter}${process.env.PATH}`;
  const env = { ...process.env, PATH, COREPACK_ENABLE_STRICT: '0', CI: '' };
  const version = run(program, ['--version'], folder, env);
  if (!version.isDone) return { problem: `does not run: ${version.said}` };
  const agent = `${program}/${version.stdout.trim()} npm/? node/${process.version}`;
  return { env: { ...env, npm_config_user_agent: agent }, version: version.stdout.trim() };
}

/** Installs a project without the versions that need what the registry lacks; answers which were taken instead. */
function installHeldBack(label, app, program, env, missing) {
  const held = heldBack(app, missing, join(root, 'locks', label));
  const file = join(app, 'package.json');
  const text = { ...JSON.parse(readFileSync(file, 'utf8')), resolutions: held };
  writeFileSync(file, `${JSON.stringify(text, null, 2)}\n`);
  const shown = Object.entries(held).map(([name, version]) => `${name} ${version}`);
  const instead = `the registry lacks ${missing}: with ${shown.join(', ')} instead of the newest`;
  return { ...run(program, ['install'], app, env), instead };
}

function tried(label) {
  const [packageName, program] = MANAGERS[label];
  const { problem, env, version } = surroundings(label, packageName, program);
  if (problem) return { label, result: 'skipped', said: problem };
  const cwd = join(root, 'work', label);
  mkdirSync(cwd, { recursive: true });
  const args = [cli, 'app', '-p', 'scheduled-task', '--iac', 'sam', '--no-git', '--yes', '--json'];
  const created = run(process.execPath, args, cwd, env);
  if (!created.isDone) return { label, version, result: 'create failed', said: created.said };
  const [install] = JSON.parse(created.stdout).tasks;
  const app = join(cwd, 'app');
  const missing = install.status === 'done' ? undefined : missingIn(install.reason);
  const again = missing && installHeldBack(label, app, program, env, missing);
  if (install.status !== 'done' && !again?.isDone)
    return { label, version, result: 'install failed', said: again?.said ?? install.reason };
  if (!existsSync(join(app, LOCKS[program]))) return { label, version, result: 'no lock file' };
  const check = run(program, ['run', 'check'], app, env);
  const result = check.isDone ? 'checked' : 'check failed';
  const installed = created.seconds + (again?.seconds ?? 0);
  const seconds = `create and install ${installed} s, check ${check.seconds} s`;
  const said = [again?.instead, check.isDone ? undefined : check.said].filter(Boolean).join('\n');
  return { label, version, result, seconds, said };
}

let isWrong = false;
for (const label of asked.length > 0 ? asked : Object.keys(MANAGERS)) {
  const { version = '', result, seconds = '', said } = tried(label);
  console.log([label.padEnd(8), version.padEnd(9), result, seconds].join('  ').trimEnd());
  if (said) console.log(said.replace(/^/gm, '    '));
  isWrong ||= !['checked', 'skipped'].includes(result);
}
process.exitCode = isWrong ? 1 : 0;
