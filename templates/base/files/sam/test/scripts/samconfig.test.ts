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

test('a stage has the stacks of the environments of its name, in their order', () => {
  expect(targetsOf(config, 'dev')).toEqual([
    { environment: 'default', name: 'shop-dev', region: 'eu-west-1' },
    { environment: 'dev-eu', name: 'shop-dev-eu', region: 'eu-west-1' },
  ]);
  expect(targetsOf(config, 'prod')).toEqual([
    { environment: 'prod', name: 'shop-prod', region: 'us-east-1' },
  ]);
  expect(targetsOf(config, 'other')).toEqual([]);
});
