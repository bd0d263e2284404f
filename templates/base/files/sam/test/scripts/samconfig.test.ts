import { expect, test } from 'vitest';
import { deletions, deployments, targetsOf } from '../../scripts/samconfig.ts';

const config = `[default.global.parameters]
stack_name = "shop-dev"
region = "eu-west-1"

[default.deploy.parameters]
stack_name = "another"

[dev-eu.global.parameters]
region = "eu-west-1"
stack_name = "shop-dev-eu"

[development.global.parameters]
stack_name = "development"

[prod.global.parameters]
stack_name = "shop-prod"
region = "us-east-1"
`;
const more = '[dev.global.parameters]\nstack_name = "more-dev"\nregion = "eu-west-1"\n';
const both = { 'samconfig.toml': config, 'samconfig.more.toml': more };

test('a stage has the stacks of the environments of its name, in the order of the files', () => {
  expect(targetsOf(both, 'dev')).toEqual([
    { config: 'samconfig.toml', environment: 'default', name: 'shop-dev', region: 'eu-west-1' },
    { config: 'samconfig.toml', environment: 'dev-eu', name: 'shop-dev-eu', region: 'eu-west-1' },
    { config: 'samconfig.more.toml', environment: 'dev', name: 'more-dev', region: 'eu-west-1' },
  ]);
  expect(targetsOf(both, 'prod')).toEqual([
    { config: 'samconfig.toml', environment: 'prod', name: 'shop-prod', region: 'us-east-1' },
  ]);
});

test.each(['other', 'Prod', '--no-confirm-changeset'])('there is no stage %s', (stage) => {
  expect(() => targetsOf(both, stage)).toThrow(`There is no stage "${stage}"`);
});

const call = (command: string, file: string, environment: string, ...flags: string[]) => [
  ...[command, '--config-file', file, '--config-env', environment],
  ...flags,
];

test('a stack that was never deployed in full is deployed without a rollback', () => {
  const isUnfinished = (name: string) => name === 'shop-dev-eu';
  const flags = ['--no-fail-on-empty-changeset'];

  expect(deployments({ 'samconfig.toml': config }, 'dev', isUnfinished)).toEqual([
    call('deploy', 'samconfig.toml', 'default', '--no-disable-rollback', ...flags),
    call('deploy', 'samconfig.toml', 'dev-eu', '--disable-rollback', ...flags),
  ]);
});

test('a stage is destroyed with all of its stacks, the last one first', () => {
  expect(deletions(both, 'dev')).toEqual([
    call('delete', 'samconfig.more.toml', 'dev'),
    call('delete', 'samconfig.toml', 'dev-eu'),
    call('delete', 'samconfig.toml', 'default'),
  ]);
});
