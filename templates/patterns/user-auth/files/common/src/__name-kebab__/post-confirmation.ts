import type { Context, PostConfirmationTriggerEvent } from 'aws-lambda';
import { logger } from '../shared/logger.ts';
import { budget, onboard } from './onboarding.ts';

export async function handler(event: PostConfirmationTriggerEvent, context: Context) {
  logger.addContext(context);
  logger.setCorrelationId(event.request.userAttributes.sub);
  // Cognito also calls after a forgotten password
  if (event.triggerSource === 'PostConfirmation_ConfirmSignUp') await onboard(event, budget());
  return event;
}
