import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { created } from '../support/projects.ts';

const gen = (cwd: string, ...words: string[]) => lambdaGen([...words, '--no-install'], { cwd });

const TWO = ['-p', 'rest-api:orders,rest-api:items'];

describe.each(IACS)('a database in a project as %s', (iac) => {
  it('is named among the data that goes with the last REST API in it', async () => {
    const cwd = await created('--iac', iac, '-p', 'rest-api', '--database', 'postgres');
    const { stdout } = await gen(cwd, 'remove', 'pattern', 'items', '--dry-run');
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

  it('is refused in a new VPC, whichever came first', async () => {
    const cwd = temporaryFolder();
    const both = ['-p', 'rest-api', '--database', 'postgres', '--vpc', 'new'];
    const outcome = await createLambdaApp(['app', '--iac', iac, ...both, ...QUIET], { cwd });
    expect(outcome.exitCode).toBe(1);
    expect(outcome.stderr).toMatch(/migrations of items run while a new VPC is made/);
    expect(existsSync(join(cwd, 'app'))).toBe(false);
    await created('--iac', iac, ...both.slice(0, -1), 'existing');
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

it('is no option that is added later, and says what is done instead', async () => {
  const root = await created('--iac', 'sam', '-p', 'rest-api');
  const before = snapshot(root);
  const outcome = await gen(root, 'add', 'option', 'database', 'postgres');
  expect(outcome.exitCode).toBe(1);
  expect(outcome.stderr).toMatch(/add pattern rest-api <name> --store postgres/);
  expect(snapshot(root)).toEqual(before);
});
