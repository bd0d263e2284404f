import { expect, test } from 'vitest';
import { deletions, deployments, targetsOf } from '../../scripts/samconfig.ts';

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

test('a stack that was never deployed in full is deployed without a rollback', () => {
  const isUnfinished = (name: string) => name === 'shop-dev-eu';

  const calls = deployments({ 'samconfig.toml': config }, 'dev', isUnfinished);

  const call = (environment: string, rollback: string) => [
    ...['deploy', '--config-file', 'samconfig.toml', '--config-env', environment],
    ...[rollback, '--no-fail-on-empty-changeset'],
  ];
  expect(calls).toEqual([
    call('default', '--no-disable-rollback'),
    call('dev-eu', '--disable-rollback'),
  ]);
});

test('a stage is destroyed with all of its stacks, the last one first', () => {
  const calls = deletions({ 'samconfig.toml': config, 'samconfig.more.toml': more }, 'dev');

  expect(calls).toEqual([
    ['delete', '--config-file', 'samconfig.more.toml', '--config-env', 'dev'],
    ['delete', '--config-file', 'samconfig.toml', '--config-env', 'dev-eu'],
    ['delete', '--config-file', 'samconfig.toml', '--config-env', 'default'],
  ]);
});
