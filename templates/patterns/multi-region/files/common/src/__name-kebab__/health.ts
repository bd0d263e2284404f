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

/** Parameter Store answers 40 requests a second in a region, whoever asks. */
const READ_EVERY_MS = 10_000;

/** Route 53 sends callers to this region while the answer says `ok`: it reads the body. */
export const handler = regional(async () => {
  const [isEnabled, isReachable] = await Promise.all([isRegionEnabled(), isTableReachable()]);
  if (!isEnabled) return json(200, { status: 'evacuated' });
  return json(200, { status: isReachable ? 'ok' : 'unavailable' });
});

/** As it was last read, for Parameter Store is not needed to serve callers. */
let wasEnabled = true;
let readAt = Number.NEGATIVE_INFINITY;

async function isRegionEnabled(): Promise<boolean> {
  if (Date.now() - readAt < READ_EVERY_MS) return wasEnabled;
  readAt = Date.now();
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
