import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { targetsOf } from '../../scripts/samconfig.ts';

const config = readFileSync('samconfig.toml', 'utf8');
const sections = config.split(/^(?=\[)/m);

test.each([
  ['default', 'dev'],
  ['prod', 'prod'],
])('%s deploys the stage %s, to a stack of its own', (environment, stage) => {
  const name = `__app-kebab__-${stage}`;
  expect(targetsOf({ config }, stage)).toMatchObject([{ environment, name, region: '__region__' }]);
  const own = sections.filter((section) => section.startsWith(`[${environment}.`)).join('');
  expect(own).toMatch(/^capabilities = "CAPABILITY_IAM"$/m);
  expect(own).toMatch(/^resolve_s3 = true$/m);
  expect(own).toMatch(new RegExp(`^parameter_overrides = "(.* )?Stage=${stage}( .*)?"$`, 'm'));
});

test('prod asks before it changes anything', () => {
  const prod = sections.find((section) => section.startsWith('[prod.deploy.'));
  expect(prod).toContain('\nconfirm_changeset = true\n');
});

test('the configuration has the version that SAM reads, and builds what has changed', () => {
  expect(config).toMatch(/^version = 0\.1$/m);
  const build = sections.find((section) => section.startsWith('[default.build.'));
  expect(build).toMatch(/^cached = true$/m);
});
