import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';
import type { Invoked } from './activity.ts';
import { jsonOrText } from './json-text.ts';

/**
 * What Lambda sends to a destination of an asynchronous invocation.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function destinationRecord(
  fn: DeployedFunction,
  event: string,
  outcome: Invoked,
  attempts: number,
): string {
  const { error, result, requestId } = outcome;
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId,
      functionArn: `${fn.arn}:$LATEST`,
      condition: error ? 'RetriesExhausted' : 'Success',
      approximateInvokeCount: attempts,
    },
    requestPayload: jsonOrText(event),
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      ...(error && { functionError: 'Unhandled' }),
    },
    responsePayload: error ?? jsonOrText(result ?? 'null'),
  });
}
