import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bundled } from '../../scripts/bundled-migrations.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

const folder = 'src/__name-kebab__/migrations';

test.each(['Create', 'List', 'Get', 'Update', 'Delete'])(
  '%s has its size, and changes after the tables do',
  (name) => {
    const size = { MemorySize: 512, Timeout: 10 };
    expect(properties(template, `__Name__${name}`)).toMatchObject(size);
    const { DependsOn = [] } = template[`__Name__${name}`] ?? {};
    expect([DependsOn].flat()).toContain('__Name__Migration');
  },
);

test('a deployment runs the last migration, once the database is there', () => {
  expect(properties(template, '__Name__Migration')).toEqual({
    ServiceToken: '__Name__Migrate.Arn',
    ServiceTimeout: 600,
    Last: readdirSync(folder).sort().at(-1),
  });
  const { DependsOn = [] } = template.__Name__Migration ?? {};
  expect([DependsOn].flat()).toContain('DatabaseWriter');
});

test('the function has the statements of all migrations (script "migrations")', () => {
  expect(JSON.parse(readFileSync(`${folder}.json`, 'utf8'))).toEqual(JSON.parse(bundled(folder)));
});
