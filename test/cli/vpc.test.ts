import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { created, gen } from '../support/projects.ts';

const IDS = ['--vpc-id', 'vpc-01234567', '--subnet-ids', 'subnet-01234567,subnet-01234568'];
const ENDPOINT = 'test/infra/sns-endpoint.test.ts';

describe.each(IACS)('a VPC in a project as %s', (iac) => {
  const api = ['--iac', iac, '-p', 'rest-api'];

  it('is the same from create and from add, with its settings', async () => {
    const plain = await created(...api);
    const whole = await created(...api, '--vpc', 'new', '--set', 'vpc.cidr=10.8.0.0/20');
    await gen(plain, 'add', 'option', 'vpc', 'new', '--cidr', '10.8.0.0/20');
    expect(snapshot(plain)).toEqual(snapshot(whole));
    const status = await lambdaGen(['status'], { cwd: plain });
    expect(status.stdout).toContain('  vpc  network=new  cidr=10.8.0.0/20\n');
    const test = readFileSync(join(plain, 'test/infra/vpc.test.ts'), 'utf8');
    for (const block of ['10.8.0.0/20', '10.8.0.0/21', '10.8.8.0/21'])
      expect(test).toContain(`'${block}'`);
  });

  it('gets the endpoint of a pattern that is added later, which goes with the pattern', async () => {
    const root = await created(...api, '--vpc', 'new');
    const before = snapshot(root);
    await gen(root, 'add', 'pattern', 'pub-sub');
    await gen(root, 'add', 'pattern', 'file-processing');
    expect(existsSync(join(root, ENDPOINT))).toBe(true);
    await gen(root, 'remove', 'pattern', 'notifications');
    expect(existsSync(join(root, ENDPOINT))).toBe(true);
    await gen(root, 'remove', 'pattern', 'uploads');
    expect(snapshot(root)).toEqual(before);
  });

  it.each([
    ['new', []],
    ['existing', IDS],
  ])('leaves nothing when a %s one is removed', async (network, ids) => {
    const root = await created(...api);
    await gen(root, 'add', 'function', 'resize');
    const before = snapshot(root);
    await gen(root, 'add', 'option', 'vpc', network, ...ids);
    await gen(root, 'remove', 'option', 'vpc');
    expect(snapshot(root)).toEqual(before);
  });

  it('goes, endpoints and all, from patterns that came after it', async () => {
    const root = await created(...api, '--vpc', 'new');
    await gen(root, 'add', 'pattern', 'pub-sub');
    await gen(root, 'remove', 'option', 'vpc');
    const plain = await created(...api);
    await gen(plain, 'add', 'pattern', 'pub-sub');
    expect(snapshot(root)).toEqual(snapshot(plain));
  });

  it('is refused beside what needs the internet, whichever comes first', async () => {
    const sync = ['--iac', iac, '-p', 'scheduled-task', '--set', 'cleanup.job=sync'];
    const first = await created(...sync);
    const second = await created(...api, '--vpc', 'new');
    for (const [root, words] of [
      [first, ['option', 'vpc', 'new']],
      [second, ['pattern', 'scheduled-task', '--job', 'sync']],
    ] as const) {
      const before = snapshot(root);
      const { exitCode, stderr } = await lambdaGen(['add', ...words], { cwd: root });
      expect(stderr).toMatch(/cleanup calls an API on the internet, and a new VPC has no way/);
      expect(exitCode).toBe(1);
      expect(snapshot(root)).toEqual(before);
    }
    await gen(first, 'add', 'option', 'vpc', 'existing', ...IDS);
  });
});

it('a VPC is refused where a function is gone from the template', async () => {
  const root = await created('--iac', 'sam', '-p', 'rest-api');
  const path = join(root, 'template.yaml');
  const text = readFileSync(path, 'utf8').replaceAll('ItemsGet', 'ItemsFetch');
  writeFileSync(path, text);
  const { exitCode, stderr } = await lambdaGen(['add', 'option', 'vpc', 'new'], { cwd: root });
  expect(stderr).toMatch(/template\.yaml has no ItemsGetRole of "items" for "vpc"/);
  expect(exitCode).toBe(1);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

const BLOCK = /It is a private IPv4 block of \/16 to \/27/;
const SUBNETS = /They are the ids of two to 16 subnets/;
const A = 'subnet-0123456789abcdef0';
const B = 'subnet-0123456789abcdef1';

const SETTINGS = { 'vpc-id': 'vpc-01234567', 'subnet-ids': `${A},${B}` };

describe('a VPC is refused, and nothing is written,', () => {
  it.each([
    ...['10.0.0.0', '10.0.0.0/15', '10.0.0.0/28', '10.0.0.1/16', '256.0.0.0/16'].map(
      (cidr) => ['new', 'cidr', cidr, 2, BLOCK] as const,
    ),
    ...['8.8.0.0/16', '172.32.0.0/16', '010.0.0.0/16', '10.0.0.0/16 ', '::/64'].map(
      (cidr) => ['new', 'cidr', cidr, 2, BLOCK] as const,
    ),
    ...['vpc', 'vpc-xyz', 'sg-01234567', 'vpc-0123456789'].map(
      (id) => ['existing', 'vpc-id', id, 2, /It is the id of a VPC/] as const,
    ),
    ...[A, `${A},${A}`, `${A},`, `${A}, ${B}`, 'a,b'].map(
      (ids) => ['existing', 'subnet-ids', ids, 2, SUBNETS] as const,
    ),
    ['existing', 'cidr', '10.1.0.0/16', 1, /cidr is of a new VPC/],
    ['new', 'vpc-id', 'vpc-01234567', 1, /vpc-id and subnet-ids are of an existing VPC/],
  ] as const)('%s with %s=%j', async (network, setting, value, exitCode, says) => {
    const cwd = temporaryFolder();
    const settings = { ...(network === 'existing' && SETTINGS), [setting]: value };
    const sets = Object.entries(settings).flatMap(([key, each]) => ['--set', `vpc.${key}=${each}`]);
    const flags = ['-p', 'rest-api', '--vpc', network, ...sets];
    const outcome = await createLambdaApp(['app', '--iac', 'sam', ...flags, ...QUIET], { cwd });
    expect(outcome.stderr).toMatch(says);
    expect(outcome).toMatchObject({ exitCode, stdout: '' });
    expect(snapshot(cwd)).toEqual({});
  });

  it.each(['172.16.0.0/16', '192.168.255.0/24', '10.255.255.224/27'])(
    'but not %s',
    async (cidr) => {
      await created('--iac', 'sam', '-p', 'rest-api', '--vpc', 'new', '--set', `vpc.cidr=${cidr}`);
    },
  );

  it('where an existing one is not named', async () => {
    const cwd = temporaryFolder();
    const flags = ['-p', 'rest-api', '--iac', 'sam', ...QUIET];
    const both = await createLambdaApp(['app', '--vpc', 'existing', ...flags], { cwd });
    expect(both).toMatchObject({ exitCode: 2, stdout: '' });
    expect(both.stderr).toMatch(
      /needs --set vpc\.vpc-id=<value> and --set vpc\.subnet-ids=<value>/,
    );
    const one = ['--vpc', 'existing', '--set', 'vpc.vpc-id=vpc-01234567'];
    const second = await createLambdaApp(['app', ...one, ...flags], { cwd });
    expect(second.stderr).toMatch(/--vpc existing needs --set vpc\.subnet-ids=<value>\n/);
    expect(snapshot(cwd)).toEqual({});
    const root = await created('--iac', 'sam', '-p', 'rest-api');
    const added = await lambdaGen(['add', 'option', 'vpc', 'existing'], { cwd: root });
    expect(added).toMatchObject({ exitCode: 2, stdout: '' });
    expect(added.stderr).toMatch(/vpc existing needs --vpc-id and --subnet-ids/);
  });

  it('where all patterns have stacks of their own', async () => {
    const cwd = temporaryFolder();
    const flags = ['--iac', 'sam', '-p', 'multi-region', '--vpc', 'new'];
    const { exitCode, stderr } = await createLambdaApp(['app', ...flags, ...QUIET], { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/stacks of their own/);
  });
});
