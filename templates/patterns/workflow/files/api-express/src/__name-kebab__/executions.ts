import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import { readEnv } from '../shared/env.ts';
import type { OrderInput } from './order.ts';

const { STATE_MACHINE_ARN: stateMachineArn } = readEnv({
  STATE_MACHINE_ARN: z.string().check(z.minLength(1)),
});

// Three attempts end within 8 s, before the function's own timeout of 10 s
const stepFunctions = new SFNClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 500, requestTimeout: 2000, throwOnRequestTimeout: true },
});

/** Starts an execution for the order; a repeated call starts another, which charges and saves nothing new. */
export async function startExecution(order: OrderInput): Promise<void> {
  const input = JSON.stringify(order);
  await stepFunctions.send(
    new StartExecutionCommand({ stateMachineArn, name: order.orderId, input }),
  );
}
