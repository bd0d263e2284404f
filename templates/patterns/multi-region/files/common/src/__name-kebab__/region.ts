import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { readEnv } from '../shared/env.ts';
import { type HttpEvent, type HttpResponse, http } from '../shared/http.ts';

/** The region that this code runs in. */
export const { AWS_REGION: region } = readEnv({ AWS_REGION: z.string().check(z.minLength(1)) });

/** An HTTP handler whose answers name the region that gave them. */
export function regional<E extends HttpEvent>(handle: (event: E) => Promise<HttpResponse>) {
  const respond = http(handle);
  return async (event: E, context: Context): Promise<HttpResponse> => {
    const response = await respond(event, context);
    return { ...response, headers: { ...response.headers, 'x-served-by-region': region } };
  };
}
