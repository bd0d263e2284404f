import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const templates = readdirSync('.')
  .filter((file) => /^template\..*yaml$/.test(file))
  .map((file) => [file, parse(readFileSync(file, 'utf8'), { logLevel: 'silent' })] as const);

const AllowedValues = ['dev', 'staging', 'prod'];

test.each(templates)('the stages of %s are known; the default is dev', (_, source) => {
  const { Conditions = {}, Parameters } = source;
  expect(Parameters.Stage).toMatchObject({ Default: 'dev', AllowedValues });
  if (Conditions.IsProd) expect(Conditions.IsProd).toEqual(['Stage', 'prod']);
});

const withFunctions = templates.filter(([, { Globals }]) => Globals);

test.each(withFunctions)('a function of %s has 512 MB and 10 s unless it asks', (_, source) => {
  expect(source.Globals.Function).toMatchObject({ MemorySize: 512, Timeout: 10 });
  expect(source.Conditions).toHaveProperty('IsProd');
});
