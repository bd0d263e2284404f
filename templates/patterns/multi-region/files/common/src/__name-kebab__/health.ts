import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod/mini';
import { readEnv } from '../shared/env.ts';
import { json } from '../shared/http.ts';
import { logger } from '../shared/logger.ts';
import { regional } from './region.ts';
import { ping } from './repository.ts';

const { SWITCH_NAME: Name } = readEnv({ SWITCH_NAME: z.string().check(z.minLength(1)) });

const ssm = new SSMClient();

/** Route 53 waits two seconds for an answer. */
const DEADLINE_MS = 500;

/** 200 makes Route 53 send callers to this region, 503 keeps them away. */
export const handler = regional(async () => {
  const [isEnabled, isReachable] = await Promise.all([isRegionEnabled(), isTableReachable()]);
  if (!isEnabled) return json(503, { status: 'evacuated' });
  return isReachable ? json(200, { status: 'ok' }) : json(503, { status: 'unavailable' });
});

/** As it was last read, for Parameter Store is not needed to serve callers. */
let wasEnabled = true;

async function isRegionEnabled(): Promise<boolean> {
  try {
    const abortSignal = AbortSignal.timeout(DEADLINE_MS);
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name }), { abortSignal });
    wasEnabled = Parameter?.Value === 'true';
  } catch (error) {
    logger.warn('The switch cannot be read', error as Error);
  }
  return wasEnabled;
}

async function isTableReachable(): Promise<boolean> {
  try {
    await ping(AbortSignal.timeout(DEADLINE_MS));
    return true;
  } catch (error) {
    logger.error('The table cannot be read', error as Error);
    return false;
  }
}
