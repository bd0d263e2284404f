import { App, Stack, Token } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { settingOf } from '../../infra/constructs/setting.ts';

const props = { description: 'An address', allowedPattern: '^.+@.+$' };

const settingIn = (context?: Record<string, string>) =>
  settingOf(new Stack(new App({ context })), 'OrdersMail', props);

test('a setting is what the context says, if it is possible', () => {
  expect(settingIn({ ordersMail: 'shop@example.com' })).toBe('shop@example.com');
  expect(() => settingIn({ ordersMail: 'shop' })).toThrow('ordersMail does not match');
});

test('without it, the stack has a parameter', () => {
  expect(Token.isUnresolved(settingIn())).toBe(true);
});
