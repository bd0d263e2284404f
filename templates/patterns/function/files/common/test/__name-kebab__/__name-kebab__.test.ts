import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { handler } from '../../src/__name-kebab__/__name-kebab__.ts';

const own = '__name-kebab__';
const folder = new URL(`../../events/${own}/`, import.meta.url);
// Those of a trigger are for the code that reads them
const files = readdirSync(folder).filter((file) => file.startsWith(`${own}.`));

const run = (name: string) =>
  handler(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')), context);

const outcomes: Record<string, 'finished' | 'refused'> = {
  '__name-kebab__.valid': 'finished',
  '__name-kebab__.empty-id': 'refused',
  '__name-kebab__.extra-field': 'refused',
  '__name-kebab__.long-id': 'refused',
  '__name-kebab__.missing-id': 'refused',
  '__name-kebab__.not-an-object': 'refused',
};

const namesOf = (wanted: string) =>
  Object.keys(outcomes).filter((name) => outcomes[name] === wanted);

test('every event has an outcome', () => {
  expect(Object.keys(outcomes).sort()).toEqual(
    files.map((file) => file.replace(/\.json$/, '')).sort(),
  );
});

test.each(namesOf('finished'))('%s is answered, and logged with its id', async (name) => {
  expect(await run(name)).toEqual({ id: '1001' });
  expect(logged()).toMatch(/"message":"Finished".*"id":"1001"/);
  expect(logged()).toContain(context.awsRequestId);
});

test.each(namesOf('refused'))('%s is an error that repeats nothing of it', async (name) => {
  const error = await run(name).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(TypeError);
  expect(`${error}${logged()}`).not.toMatch(/ada@example\.com|1001/);
});
