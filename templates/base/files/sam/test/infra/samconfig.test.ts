import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const sections = readFileSync('samconfig.toml', 'utf8').split(/^(?=\[)/m);

test.each([
  ['default', 'dev'],
  ['prod', 'prod'],
])('%s deploys the stage %s, to a stack of its own', (environment, stage) => {
  const own = sections.filter((section) => section.startsWith(`[${environment}.`)).join('');
  expect(own).toMatch(new RegExp(`^stack_name = ".*-${stage}"$`, 'm'));
  expect(own).toMatch(new RegExp(`^parameter_overrides = "(.* )?Stage=${stage}( .*)?"$`, 'm'));
});
