import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invokeOnce } from '../../src/run/invoke/invoke.ts';
import { temporaryFolder } from '../support/folders.ts';
import { createProject } from './seven-patterns.ts';
import { RunningDev } from './start-dev.ts';

const SETTINGS = ['items.store=postgres', 'items.auth=none'];

const create = (iac: 'sam' | 'cdk') => createProject(iac, ['rest-api:items'], SETTINGS);

const remove = (folder: string) => rmSync(join(folder, '..'), { recursive: true, force: true });

describe.each(['sam', 'cdk'] as const)('a REST API on PostgreSQL as %s', (iac) => {
  let folder: string;
  let dev: RunningDev;
  beforeAll(async () => {
    folder = await create(iac);
    dev = await RunningDev.start(folder);
  }, 120_000);
  afterAll(async () => {
    await dev?.stop();
    remove(folder);
  });

  it('has its tables in dev, and keeps its items in them', async () => {
    const made = await dev.call('ItemsApi', 'POST', '/items', { name: 'First' });
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    const read = await dev.call('ItemsApi', 'GET', `/items/${id}`);
    expect(await read.json()).toMatchObject({ id, name: 'First', version: 1 });
  }, 60_000);

  it('names the migration as what the deployment invokes, once', () => {
    const migrations = dev.invocations('ItemsMigrate');
    expect(migrations.map(({ trigger, error }) => [trigger, error])).toEqual([
      ['deployment', undefined],
    ]);
  });

  it('is not named as something that does not run here', () => {
    expect(dev.ready.notEmulated.filter((line) => /RDS|Aurora/.test(line))).toEqual([]);
  });
});

describe('as SAM', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await create('sam');
  }, 60_000);
  afterAll(() => remove(folder));

  it.each(['create', 'list', 'get', 'update', 'delete'])(
    'the sample event of %s finds its row',
    async (name) => {
      const request = { root: folder, cwd: folder, name: `items/${name}`, event: undefined };
      const { outcome } = await invokeOnce({ ...request, parameters: {} });
      const { statusCode } = JSON.parse(outcome.result ?? '{}');
      expect([outcome.error, Math.floor(statusCode / 100)]).toEqual([undefined, 2]);
    },
    60_000,
  );

  it('a row that the table refuses is named with its file', async () => {
    const file = join(folder, 'events/items/_rows.json');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, JSON.stringify({ items: [{ id: 'no uuid' }] }));
    const request = { root: folder, cwd: folder, name: 'items/get', event: undefined };
    await expect(invokeOnce({ ...request, parameters: {} })).rejects.toThrow(
      /^The database refuses a row of events\/items\/_rows.json: .*uuid/,
    );
    writeFileSync(file, before);
  }, 60_000);

  it('a new migration runs when the template names it, and rows are kept between two runs', async () => {
    const persist = ['--persist', temporaryFolder({})];
    let dev = await RunningDev.start(folder, persist);
    const made = await dev.call('ItemsApi', 'POST', '/items', { name: 'Kept' });
    const { id } = (await made.json()) as { id: string };

    const migrations = join(folder, 'src/items/migrations.json');
    const second = { '002-colour.sql': ['ALTER TABLE "items" ADD COLUMN colour text'] };
    const first = JSON.parse(readFileSync(migrations, 'utf8'));
    writeFileSync(migrations, JSON.stringify({ ...first, ...second }));
    const template = join(folder, 'template.yaml');
    const text = readFileSync(template, 'utf8');
    writeFileSync(template, text.replace('Last: 001-create.sql', 'Last: 002-colour.sql'));
    await dev.until(
      () => dev.invocations('ItemsMigrate').map(({ event }) => event),
      (events) => events.some((event) => JSON.stringify(event).includes('"Update"')),
    );
    await dev.stop();

    dev = await RunningDev.start(folder, persist);
    const read = await dev.call('ItemsApi', 'GET', `/items/${id}`);
    expect(await read.json()).toMatchObject({ id, name: 'Kept' });
    expect(dev.invocations('ItemsMigrate').map(({ error }) => error)).toEqual([undefined]);
    await dev.stop();
  }, 120_000);
});
