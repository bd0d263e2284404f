import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { emittedNode } from '../support/emitted-node.ts';
import { INSTALL, judge, packed } from './packed.ts';
import { undeclaredPackages } from './undeclared.ts';

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

interface EmittedProject {
  readonly flags: readonly string[];
  /** What lambda-gen then adds, in its words. */
  readonly added?: readonly string[];
  /** What its README says to set before a deployment: texts of a file, and what comes in their place. */
  readonly settings?: { readonly file: string; readonly values: Readonly<Record<string, string>> };
  /** A project whose installed packages it uses, to install them once; it has all of them and more. */
  readonly packagesOf?: string;
}

const ADDED = [
  'function resize',
  'trigger resize sqs',
  'trigger resize schedule',
  'trigger resize s3',
];

/** Projects that differ as much as they can: both forms, one instance and many, extended and not. */
const PROJECTS: Readonly<Record<string, EmittedProject>> = {
  'cdk-seven': {
    flags: ['--iac', 'cdk', '--runtime', 'nodejs22.x', ...SEVEN, 'new'],
    settings: {
      file: 'cdk.json',
      values: {
        '"context": {':
          '"context": {\n    "alarmEmail": "me@corp.example",\n    "global-domain": "api.corp.example",',
      },
    },
  },
  'cdk-default': {
    flags: ['--iac', 'cdk', '-p', 'rest-api:orders-api'],
    added: ADDED,
    packagesOf: 'cdk-seven',
  },
  'cdk-image': {
    flags: ['--iac', 'cdk', '-p', 'scheduled-task,pub-sub', '--package', 'image'],
    added: ADDED,
    packagesOf: 'cdk-seven',
  },
  'sam-seven': {
    flags: ['--iac', 'sam', '--arch', 'x86_64', ...SEVEN, 'existing'],
    settings: {
      file: 'template.global.yaml',
      values: { 'Default: api.example.com': 'Default: api.corp.example' },
    },
  },
  'sam-image': {
    flags: ['--iac', 'sam', '-p', 'scheduled-task,pub-sub', '--package', 'image'],
    added: ADDED,
    packagesOf: 'sam-seven',
  },
  'sam-default': {
    flags: ['--iac', 'sam', '-p', 'rest-api:orders-api'],
    added: ADDED,
    packagesOf: 'sam-seven',
  },
};

const { folder, tarball, bin, succeed } = packed();

/** The packages of another project; CDK looks for the lock file as well. */
function shareInstalled(from: string, to: string): void {
  symlinkSync(join(from, 'node_modules'), join(to, 'node_modules'));
  copyFileSync(join(from, 'package-lock.json'), join(to, 'package-lock.json'));
}

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

describe.each(Object.entries(PROJECTS))('%s, from the packed tarball', (name, project) => {
  const cwd = join(folder, name);
  const { flags, added = [], settings, packagesOf } = project;

  it('is created', async () => {
    await succeed(bin('create-lambda-app'), [name, ...flags, '--no-install', '--no-git']);
  });

  const extend = async () => {
    for (const words of added)
      await succeed(bin('lambda-gen'), ['add', ...words.split(' '), '--no-install'], cwd);
  };
  // The others stay as they were created
  if (added.length > 0) it('is extended', extend);

  const set = ({ file, values }: NonNullable<typeof settings>) => {
    const path = join(cwd, file);
    for (const [from, to] of Object.entries(values)) {
      const text = readFileSync(path, 'utf8');
      expect(text).toContain(from);
      writeFileSync(path, text.replaceAll(from, to));
    }
  };
  if (settings) it('is set up as its README says', () => set(settings));

  it('declares every package that its code imports', () => {
    expect(undeclaredPackages(cwd)).toEqual([]);
  });

  it('passes its own check', async () => {
    if (packagesOf) shareInstalled(join(folder, packagesOf), cwd);
    else await succeed('npm', INSTALL, cwd);
    // The default project passes with the oldest Node.js that runs the commands, too
    const env = name.endsWith('default') ? {} : await emittedNode();
    expect(await succeed('npm', ['run', 'check'], cwd, env)).toMatch(/Tests .* passed/);
  });

  const runsByItself = async () => {
    await succeed('npm', [...INSTALL, '--no-save', tarball()], cwd);
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
  // The others have the packages of these
  if (!packagesOf) it('runs on this machine by its own scripts', runsByItself);

  it('has infrastructure that cfn-lint accepts', async ({ skip }) => {
    if (name.startsWith('cdk')) await succeed('npx', ['cdk', 'synth', '--quiet'], cwd);
    const template = name.startsWith('cdk') ? `cdk.out/${name}-dev.template.json` : 'template.yaml';
    const reason = await judge(cwd, template);
    if (reason) skip(reason);
  });
});
