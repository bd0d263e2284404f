import type { Context, PreSignUpTriggerEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { readEnv } from '../shared/env.ts';
import { logger } from '../shared/logger.ts';
import { count } from '../shared/metrics.ts';

const { ALLOWED_DOMAINS } = readEnv({ ALLOWED_DOMAINS: z.string().check(z.minLength(1)) });
const domains = ALLOWED_DOMAINS.toLowerCase()
  .split(',')
  .map((domain) => domain.trim());

class SignUpRefused extends Error {
  override readonly name = 'SignUpRefused';
}

/**
 * Refuses who may not sign up. It confirms nobody and verifies no address: that takes the code
 * that Cognito mails, or anybody could sign up with the address of somebody else.
 */
export async function handler(event: PreSignUpTriggerEvent, context: Context) {
  logger.addContext(context);
  const { triggerSource, request } = event;
  // An administrator may invite anybody
  if (triggerSource === 'PreSignUp_AdminCreateUser' || maySignUp(request.userAttributes.email)) {
    return event;
  }
  logger.warn('Refused a sign-up', { triggerSource });
  // To Lambda a refusal is an error like any other: the alarm takes these off
  count('__Name__SignUpsRefused');
  throw new SignUpRefused('Sign-up is not open to this e-mail address');
}

function maySignUp(email = ''): boolean {
  // ASCII only: lower case would make a k of the Kelvin sign
  const [, domain] = /^[^\s@]{1,64}@([a-z0-9.-]{1,253})$/i.exec(email) ?? [];
  if (!domain) return false;
  return ALLOWED_DOMAINS === '*' || domains.includes(domain.toLowerCase());
}
