import type { PreSignUpTriggerEvent } from 'aws-lambda';
import { afterEach, expect, test, vi } from 'vitest';
import { context, logged } from '../support/lambda.ts';
import { readEvent } from './fixtures.ts';
import { handler } from '../../src/__name-kebab__/pre-sign-up.ts';

const signUp = (email: string, handle = handler) => {
  const event = readEvent<PreSignUpTriggerEvent>('pre-sign-up.sign-up');
  return handle({ ...event, request: { userAttributes: { email } } }, context);
};

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test.each(['sign-up', 'external-provider', 'admin-create'])('%s verifies nothing', async (name) => {
  const event = readEvent<PreSignUpTriggerEvent>(`pre-sign-up.${name}`);

  expect((await handler(event, context)).response).toEqual({
    autoConfirmUser: false,
    autoVerifyEmail: false,
    autoVerifyPhone: false,
  });
});

test('a refusal is counted, and has a name of its own; a failure is not counted', async () => {
  await expect(signUp('ada@example.net')).rejects.toMatchObject({ name: 'SignUpRefused' });
  expect(logged()).toContain('"__Name__SignUpsRefused":1');

  const broken = { triggerSource: 'PreSignUp_SignUp' } as PreSignUpTriggerEvent;
  vi.mocked(process.stdout.write).mockClear();
  await expect(handler(broken, context)).rejects.toBeInstanceOf(TypeError);
  expect(logged()).not.toContain('SignUpsRefused');
});

test('tells who is refused no more than that', async () => {
  const refused = signUp('ada@example.net');

  await expect(refused).rejects.toThrow(/^Sign-up is not open to this e-mail address$/);
  expect(logged()).toContain('Refused a sign-up');
  expect(logged()).toContain('PreSignUp_SignUp');
  expect(logged()).toContain(`"function_request_id":"${context.awsRequestId}"`);
});

test.each([
  'ada@example.com',
  'ADA@EXAMPLE.COM',
  'ada+tag@Example.com',
  "ada.o'hara@sub.example.org",
  `${'a'.repeat(64)}@example.com`,
])('lets in %s', async (email) => {
  await expect(signUp(email)).resolves.toMatchObject({ request: { userAttributes: { email } } });
});

test.each([
  '',
  'example.com',
  '@example.com',
  'ada@',
  'ada@example.org',
  'ada@sub.example.com',
  'ada@notexample.com',
  'ada@example.com.',
  'ada@example.com.example.net',
  'ada@example.net@example.com',
  '"ada@example.net"@example.com',
  'ada@example.com@example.net',
  'ada@example.com,sub.example.org',
  'ada@example.com\n',
  'ada @example.com',
  'ada@*',
  'ada@ехample.com',
  'ada@ｅxample.com',
  'ada@example\u200b.com',
  `${'a'.repeat(65)}@example.com`,
  `ada@${'a.'.repeat(1024)}example.com`,
])('refuses %j', async (email) => {
  await expect(signUp(email)).rejects.toThrow('not open');
});

async function withDomains(domains: string) {
  vi.stubEnv('ALLOWED_DOMAINS', domains);
  vi.resetModules();
  return (await import('../../src/__name-kebab__/pre-sign-up.ts')).handler;
}

test('takes domains in any case, and no look-alike of their letters', async () => {
  const handle = await withDomains('Kelvin.Example');

  await expect(signUp('ada@kelvin.example', handle)).resolves.toBeDefined();
  await expect(signUp('ada@\u212aelvin.example', handle)).rejects.toThrow('not open');
});

test('takes domains with spaces around them', async () => {
  const handle = await withDomains('example.com, example.org ');

  await expect(signUp('ada@example.org', handle)).resolves.toBeDefined();
  await expect(signUp('ada@example.net', handle)).rejects.toThrow('not open');
});

test('lets in every domain for *, but nobody without an address', async () => {
  const handle = await withDomains('*');

  await expect(signUp('ada@example.net', handle)).resolves.toBeDefined();
  await expect(signUp('ada', handle)).rejects.toThrow('not open');
});

test('asks for the domain in a trigger source that it does not know', async () => {
  const event = readEvent<PreSignUpTriggerEvent>('pre-sign-up.blocked-domain');
  const triggerSource = 'PreSignUp_Another' as 'PreSignUp_SignUp';

  await expect(handler({ ...event, triggerSource }, context)).rejects.toThrow('not open');
});
