import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { created } from '../support/projects.ts';

const EXISTING = [
  '--set',
  'vpc.vpc-id=vpc-01234567',
  '--set',
  'vpc.subnet-ids=subnet-01234567,subnet-01234568',
];

const gen = (cwd: string, ...words: string[]) => lambdaGen([...words, '--no-install'], { cwd });

const TWO = ['-p', 'rest-api:orders,rest-api:items'];

describe.each(IACS)('a database in a project as %s', (iac) => {
  it('is named among the data that goes with the last REST API in it', async () => {
    const cwd = await created('--iac', iac, '-p', 'rest-api', '--database', 'postgres');
    const { stdout, stderr } = await gen(cwd, 'remove', 'pattern', 'items', '--dry-run');
    // What the base itself requires stays: the stages
    expect(stderr).toBe('');
    expect(stdout).toMatch(/deletes (Database)?Cluster \(.*with the data in it/);
  });

  it('is that of every REST API which names no other store', async () => {
    const flag = await created('--iac', iac, ...TWO, '--database', 'postgres');
    const set = ['--set', 'orders.store=postgres', '--set', 'items.store=postgres'];
    expect(snapshot(flag)).toEqual(snapshot(await created('--iac', iac, ...TWO, ...set)));

    const one = ['--database', 'postgres', '--set', 'items.store=dynamodb'];
    const mixed = await created('--iac', iac, ...TWO, ...one);
    expect(existsSync(join(mixed, 'src/orders/migrations.json'))).toBe(true);
    expect(existsSync(join(mixed, 'src/items/migrations.json'))).toBe(false);
  });

  it('comes with the first of several, and goes with the last', async () => {
    const root = await created('--iac', iac, '-p', 'pub-sub');
    const before = snapshot(root);
    const add = ['add', 'pattern', 'rest-api'];
    expect(await gen(root, ...add, 'orders', '--store', 'postgres')).toMatchObject({ exitCode: 0 });
    expect(await gen(root, ...add, 'items', '--store', 'postgres')).toMatchObject({ exitCode: 0 });
    expect(await gen(root, 'remove', 'pattern', 'orders')).toMatchObject({ exitCode: 0 });
    expect(existsSync(join(root, 'src/shared/database.ts'))).toBe(true);
    expect(await gen(root, 'remove', 'pattern', 'items')).toMatchObject({ exitCode: 0 });
    expect(snapshot(root)).toEqual(before);
  });

  it.each([
    ['new', []],
    ['existing', EXISTING],
  ])('is in the VPC of the project: %s', async (network, ids) => {
    const vpc = ['--iac', iac, '-p', 'rest-api', '--vpc', network, ...ids];
    const root = await created(...vpc, '--database', 'postgres');
    expect(readFileSync(join(root, 'src/shared/answer.ts'), 'utf8')).toContain("from 'pg'");
    const removed = await gen(root, 'remove', 'option', 'vpc');
    expect(removed).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is used by') });
    const later = await created(...vpc);
    expect(await gen(later, 'add', 'option', 'database', 'postgres')).toMatchObject({
      exitCode: 0,
    });
    expect(existsSync(join(later, 'test/support/pool.ts'))).toBe(true);
  });

  it('stays in its own network, and refuses a VPC that comes later', async () => {
    const root = await created('--iac', iac, '-p', 'rest-api', '--database', 'postgres');
    const before = snapshot(root);
    const { exitCode, stderr } = await gen(root, 'add', 'option', 'vpc', 'new');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/would be made anew in the VPC, without its data/);
    expect(snapshot(root)).toEqual(before);
  });
});

it('is refused without a REST API', async () => {
  const cwd = temporaryFolder();
  const words = ['app', '--iac', 'sam', '-p', 'pub-sub', '--database', 'postgres'];
  const outcome = await createLambdaApp([...words, ...QUIET], { cwd });
  expect(outcome.exitCode).toBe(2);
  expect(outcome.stderr).toMatch(/is for the items of a REST API, and the project has none/);
  expect(existsSync(join(cwd, 'app'))).toBe(false);
});

it('is no option of a project without a REST API', async () => {
  const none = await created('--iac', 'sam', '-p', 'pub-sub');
  expect(await gen(none, 'add', 'option', 'database', 'postgres')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/the project has none/),
  });
});

describe.each(IACS)('the option database of a project as %s', (iac) => {
  const add = ['add', 'option', 'database', 'postgres'];
  const project = ['--iac', iac, ...TWO, '--set', 'items.api=rest'];

  it('comes later as at creation, and goes without a trace', async () => {
    const root = await created(...project);
    const before = snapshot(root);
    expect(await gen(root, ...add)).toMatchObject({ exitCode: 0 });
    expect(snapshot(root)).toEqual(snapshot(await created(...project, '--database', 'postgres')));
    expect((await gen(root, ...add)).stdout).toMatch(/in PostgreSQL already/);
    expect(await gen(root, 'remove', 'option', 'database')).toMatchObject({ exitCode: 0 });
    expect(snapshot(root)).toEqual(before);
  });

  it('says what becomes of the items, before anything is written', async () => {
    const root = await created('--iac', iac, '-p', 'rest-api:orders');
    const { stdout } = await gen(root, ...add, '--dry-run');
    expect(stdout).toMatch(/^! No items are moved.* orders starts without any/);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/the table stays in the account with its items/);
    await gen(root, ...add);
    const json = await gen(root, 'remove', 'option', 'database', '--json', '--dry-run');
    expect(JSON.parse(json.stdout).notices).toEqual([
      expect.stringMatching(/In prod, deletion protection keeps it/),
    ]);
  });

  it('is refused with the place of code that uses what goes', async () => {
    const root = await created('--iac', iac, '-p', 'rest-api');
    const own = join(root, 'src/items/export.ts');
    writeFileSync(own, "import { client } from '../shared/dynamodb.ts';\n\nexport { client };\n");
    await refused(root, /src\/items\/export\.ts uses src\/shared\/dynamodb\.ts/);
    writeFileSync(own, "export * from '@aws-sdk/util-dynamodb';\n");
    await refused(root, /src\/items\/export\.ts uses @aws-sdk\/util-dynamodb/);
  });

  it('is refused with the place of a text that is not as it was made', async () => {
    const root = await created('--iac', iac, '-p', 'rest-api');
    const file = join(root, 'src/items/repository.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace('ConsistentRead: true', '$&, Own: 1'));
    await refused(root, /repository\.ts was not changed for "database"/);
  });

  async function refused(root: string, message: RegExp): Promise<void> {
    const before = snapshot(root);
    const { exitCode, stderr } = await gen(root, ...add);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
    expect(snapshot(root)).toEqual(before);
  }
});

it('is refused where the template uses the table that goes', async () => {
  const root = await created('--iac', 'sam', '-p', 'rest-api');
  const file = join(root, 'template.yaml');
  writeFileSync(file, `${readFileSync(file, 'utf8')}  Own:\n    Value: !Ref ItemsTable\n`);
  const { stderr } = await gen(root, 'add', 'option', 'database', 'postgres');
  expect(stderr).toMatch(/template\.yaml uses ItemsTable/);
});
