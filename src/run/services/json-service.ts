import {
  answered,
  type Call,
  errorReply,
  jsonBody,
  jsonReply,
  operationOf,
  type Service,
} from './call.ts';

export type Operation = (input: Record<string, unknown>, call: Call) => unknown;

/** A service with JSON made of its operations; others are answered with an error. */
export const jsonService =
  (name: string, operations: Readonly<Record<string, Operation>>): Service =>
  async (call) => {
    const operation = operations[operationOf(call)];
    if (!operation)
      return errorReply('NotEmulated', `${name} ${operationOf(call)} is not emulated locally`, 501);
    return answered(async () => jsonReply((await operation(jsonBody(call), call)) ?? {}));
  };
