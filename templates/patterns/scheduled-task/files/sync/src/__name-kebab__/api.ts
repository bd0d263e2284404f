import { setTimeout } from 'node:timers/promises';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { readEnv } from '../shared/env.ts';
import { logger } from '../shared/logger.ts';

const text = z.string().check(z.minLength(1));
const { API_URL, API_TOKEN_ARN } = readEnv({ API_URL: text, API_TOKEN_ARN: text });

const TIMEOUT_MS = 5000;
const ATTEMPTS = 4;

const secrets = new SecretsManagerClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 500, requestTimeout: 2000, throwOnRequestTimeout: true },
});

const Page = z.object({
  items: z.array(z.unknown()),
  nextCursor: z.nullish(z.string()),
});

export type Page = z.infer<typeof Page>;

interface Failure {
  error: Error;
  /** Milliseconds that the API asks to wait. */
  retryAfter: number;
}

/** The API will answer the same request in the same way. */
class RefusedError extends Error {}

/** It may have been the cursor that the API does not take, or no longer. */
export class CursorError extends RefusedError {}

/** Read on every run, so that a new token is used at once. */
export async function readToken(): Promise<string> {
  const command = new GetSecretValueCommand({ SecretId: API_TOKEN_ARN });
  const { SecretString } = await secrets.send(command);
  return z.parse(text, SecretString);
}

/** Tries four times, with longer and longer pauses, as far as the time allows. */
export async function fetchPage(
  token: string,
  cursor: string | undefined,
  timeLeft: () => number,
): Promise<Page> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await request(token, cursor);
    if ('body' in outcome) return z.parse(Page, outcome.body);
    const { error, retryAfter } = outcome;
    const pause = Math.max(retryAfter, backOff(attempt));
    const isLast = attempt === ATTEMPTS || pause + TIMEOUT_MS > timeLeft();
    if (isLast || error instanceof RefusedError) throw error;
    logger.warn('API call failed', { attempt, pause, reason: error.message });
    await setTimeout(pause);
  }
}

async function request(
  token: string,
  cursor: string | undefined,
): Promise<{ body: unknown } | Failure> {
  const url = new URL(API_URL);
  url.searchParams.set('limit', '100');
  if (cursor) url.searchParams.set('cursor', cursor);
  const headers = { authorization: `Bearer ${token}` };
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.ok) return { body: await response.json() };
    await response.body?.cancel();
    return { error: errorOf(response), retryAfter: retryAfterOf(response) };
  } catch (error) {
    // No connection, no answer in time, or only half of one
    return { error: error as Error, retryAfter: 0 };
  }
}

function errorOf({ status }: Response): Error {
  const message = `The API answered with ${status}`;
  if ([400, 404, 410, 422].includes(status)) return new CursorError(message);
  return status < 500 && status !== 429 ? new RefusedError(message) : new Error(message);
}

/** The header holds seconds or a date. */
function retryAfterOf(response: Response): number {
  const value = response.headers.get('retry-after') ?? '0';
  return (/^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()) || 0;
}

/** 0.5 to 1 s after the first attempt, then twice as long each time. */
const backOff = (attempt: number) => 250 * 2 ** attempt * (1 + Math.random());
