import { isDeepStrictEqual } from 'node:util';
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import { readEnv } from '../shared/env.ts';
import { HttpError } from '../shared/errors.ts';
import type { OrderInput } from './order.ts';

const { STATE_MACHINE_ARN: stateMachineArn } = readEnv({
  STATE_MACHINE_ARN: z.string().check(z.minLength(1)),
});

// Two calls end within 10 s, the function's own timeout
const stepFunctions = new SFNClient({
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 2000, throwOnRequestTimeout: true },
});

/** Starts the order's execution, unless the same order has started it already. */
export async function startExecution(order: OrderInput): Promise<void> {
  const name = order.orderId;
  const input = JSON.stringify(order);
  try {
    await stepFunctions.send(new StartExecutionCommand({ stateMachineArn, name, input }));
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
    const { correlationId } = order;
    if (!isDeepStrictEqual({ ...(await inputOf(name)), correlationId }, order)) {
      throw new HttpError(409, 'The orderId was used with another order');
    }
  }
}

async function inputOf(name: string): Promise<object> {
  const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  const { input = '{}' } = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
  return JSON.parse(input);
}
