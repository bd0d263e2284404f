import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { targetsOf } from '../../scripts/samconfig.ts';

const files = readdirSync('.').filter((file) => /^samconfig\..*toml$/.test(file));
const configs = files.map((file) => [file, readFileSync(file, 'utf8')] as const);

/** `[environment.command.parameters]` and its lines, of all files. */
const sections = configs.flatMap(([, config]) =>
  config.split(/^(?=\[)/m).map((section) => [section.split('\n')[0] ?? '', section] as const),
);
const sectionsOf = (command: string) =>
  sections.filter(([name]) => name.endsWith(`.${command}.parameters]`));

test.each([
  ['default', 'dev'],
  ['staging', 'staging'],
  ['prod', 'prod'],
])('%s deploys the stage %s, to a stack of its own', (environment, stage) => {
  const [[, config] = ['', '']] = configs.filter(([file]) => file === 'samconfig.toml');
  const name = `__app-kebab__-${stage}`;
  expect(targetsOf({ config }, stage)).toMatchObject([{ environment, name, region: '__region__' }]);
  const [, own] = sections.find(([name]) => name === `[${environment}.deploy.parameters]`) ?? [];
  expect(own).toMatch(new RegExp(`^parameter_overrides = "(.* )?Stage=${stage}( .*)?"$`, 'm'));
});

test.each(sectionsOf('deploy'))('%s may make roles, and asks in prod alone', (name, section) => {
  expect(section).toMatch(/^capabilities = "CAPABILITY_IAM"$/m);
  expect(section).toMatch(/^resolve_s3 = true$/m);
  expect(/^confirm_changeset = true$/m.test(section)).toBe(name.startsWith('[prod'));
});

test.each(sectionsOf('build'))('%s builds what has changed, side by side', (_, section) => {
  expect(section).toMatch(/^cached = true$/m);
  expect(section).toMatch(/^parallel = true$/m);
});

test.each(configs)('%s has the version that SAM reads', (_, config) => {
  expect(config).toMatch(/^version = 0\.1$/m);
});
