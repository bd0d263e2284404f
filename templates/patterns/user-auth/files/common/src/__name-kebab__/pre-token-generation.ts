import type { Context, PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { logger } from '../shared/logger.ts';
import { count } from '../shared/metrics.ts';
import { budget, onboard, userIdOf } from './onboarding.ts';
import { Claims, GROUP } from './profile.ts';
import { findProfile } from './repository.ts';

export async function handler(event: PreTokenGenerationV2TriggerEvent, context: Context) {
  logger.addContext(context);
  logger.setCorrelationId(event.request.userAttributes.sub);
  try {
    event.response = { claimsAndScopeOverrideDetails: await overridesFor(event) };
  } catch (error) {
    // Locks nobody out: without claims, a token only grants less
    logger.error('Issued a token without claims', error as Error);
    count('__Name__TokensWithoutClaims');
  }
  return event;
}

async function overridesFor(event: PreTokenGenerationV2TriggerEvent) {
  if (event.version === '1') throw new Error('The pool calls the trigger as V1_0, not V2_0');
  const abortSignal = budget();

  const profile = await findProfile(userIdOf(event), abortSignal);
  if (profile) return tokensWith(z.parse(Claims, profile));

  // Somebody whom an administrator created, or whose onboarding has failed
  const created = await onboard(event, abortSignal);
  const { groupConfiguration } = event.request;
  const groups = new Set(groupConfiguration.groupsToOverride).add(GROUP);
  return {
    ...tokensWith(z.parse(Claims, created)),
    groupOverrideDetails: { ...groupConfiguration, groupsToOverride: [...groups] },
  };
}

const tokensWith = (claims: Claims) => ({
  idTokenGeneration: { claimsToAddOrOverride: claims },
  accessTokenGeneration: { claimsToAddOrOverride: claims },
});
