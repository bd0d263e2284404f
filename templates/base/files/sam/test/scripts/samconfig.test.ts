import { expect, test } from 'vitest';
import { targetsOf } from '../../scripts/samconfig.ts';

const config = [
  '[default.global.parameters]',
  'stack_name = "shop-dev"',
  'region = "eu-west-1"',
  '',
  '[default.deploy.parameters]',
  'stack_name = "another"',
  '',
  '[dev-eu.global.parameters]',
  'region = "eu-west-1"',
  'stack_name = "shop-dev-eu"',
  '',
  '[development.global.parameters]',
  'stack_name = "development"',
  '',
  '[prod.global.parameters]',
  'stack_name = "shop-prod"',
  'region = "us-east-1"',
].join('\n');

const more = '[dev.global.parameters]\nstack_name = "more-dev"\nregion = "eu-west-1"\n';

test('a stage has the stacks of the environments of its name, in the order of the files', () => {
  const own = { 'samconfig.toml': config, 'samconfig.more.toml': more };

  expect(targetsOf(own, 'dev')).toEqual([
    { config: 'samconfig.toml', environment: 'default', name: 'shop-dev', region: 'eu-west-1' },
    { config: 'samconfig.toml', environment: 'dev-eu', name: 'shop-dev-eu', region: 'eu-west-1' },
    { config: 'samconfig.more.toml', environment: 'dev', name: 'more-dev', region: 'eu-west-1' },
  ]);
  expect(targetsOf(own, 'prod')).toEqual([
    { config: 'samconfig.toml', environment: 'prod', name: 'shop-prod', region: 'us-east-1' },
  ]);
});

test.each(['other', 'Prod', '--no-confirm-changeset'])('there is no stage %s', (stage) => {
  const own = { 'samconfig.toml': config, 'samconfig.more.toml': more };

  expect(() => targetsOf(own, stage)).toThrow(`There is no stage "${stage}"`);
});
