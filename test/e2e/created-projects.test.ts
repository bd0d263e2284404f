import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { OF_EXISTING } from '../support/combinations.ts';
import { ADDED, type EmittedProject, projectTests } from './emitted-project.ts';
import { INSTALL, packed } from './packed.ts';

const LONG = 'customer-notification-dispatch';

/** All seven patterns, of both name lengths, with options that differ from the defaults, and production options. */
const SEVEN = [
  ...['-p', `rest-api:abc,rest-api:${LONG},file-processing,scheduled-task,workflow,user-auth`],
  ...['-p', 'pub-sub,multi-region', '--set', 'abc.auth=none', '--set', `${LONG}.api=rest`],
  ...[
    '--set',
    `${LONG}.auth=iam`,
    '--set',
    'cleanup.job=digest',
    '--set',
    'abc.store=postgres',
    '--dashboard',
    'yes',
    '--budget',
    '50',
    '--vpc',
  ],
];

/** Writes what a README says is to be written. */
function changed(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replaceAll(from, to));
}

/** Projects that differ as much as they can: both forms, one instance and many, extended and not. */
const PROJECTS: Readonly<Record<string, EmittedProject>> = {
  'cdk-seven': {
    flags: ['--iac', 'cdk', '--runtime', 'nodejs22.x', ...SEVEN, 'new'],
    set: (cwd) =>
      changed(
        join(cwd, 'cdk.json'),
        '"context": {',
        '"context": {\n    "alarmEmail": "me@corp.example",\n    "global-domain": "api.corp.example",',
      ),
  },
  'cdk-default': {
    flags: ['--iac', 'cdk', '-p', 'rest-api:orders-api'],
    added: ADDED,
    packagesOf: 'cdk-seven',
    // The oldest that runs the commands
    isForThisNode: true,
  },
  'sam-seven': {
    flags: ['--iac', 'sam', '--arch', 'x86_64', ...SEVEN, 'existing', ...OF_EXISTING],
    packagesOf: 'cdk-seven',
    set: (cwd) =>
      changed(
        join(cwd, 'template.global.yaml'),
        'Default: api.example.com',
        'Default: api.corp.example',
      ),
  },
  'sam-default': {
    flags: ['--iac', 'sam', '-p', 'rest-api:orders-api'],
    added: ADDED,
    packagesOf: 'cdk-seven',
    // The oldest that runs the commands
    isForThisNode: true,
  },
};

const project = packed();
const { folder, tarball, succeed } = project;

/** `npm run dev`, with a stop as by Ctrl-C: the terminal interrupts every process of the group. */
async function startDev(cwd: string) {
  const args = ['run', '--silent', 'dev', '--', '--port', '0', '--json'];
  const child = spawn('npm', args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const stop = async () => {
    const ended = once(child, 'exit');
    process.kill(-child.pid!, 'SIGINT');
    await ended;
  };
  return { page: JSON.parse(line).page as string, stop };
}

describe.each(Object.entries(PROJECTS))('%s, from the packed tarball', (name, each) => {
  projectTests(name, each, project);
  const cwd = join(folder, name);

  const runsByItself = async () => {
    if (!each.packagesOf) await succeed('npm', [...INSTALL, '--no-save', tarball()], cwd);
    const invoke = ['run', '--silent', 'invoke', '--', 'abc/create', '--json'];
    // The CDK app says on stderr that it is synthesised
    const [printed] = /^\{.*\}$/m.exec((await succeed('npm', invoke, cwd))!)!;
    const { result } = JSON.parse(printed);
    expect(result.statusCode).toBe(201);
    const { page, stop } = await startDev(cwd);
    expect(await (await fetch(page)).text()).toContain('<title>');
    await stop();
    await expect(fetch(page)).rejects.toThrow();
  };
  if (each.set) it('runs on this machine by its own scripts', runsByItself);
});
