import type { ExtendPlan } from '../../host/context.ts';

/** A function as it was asked for: megabytes, seconds. */
export interface FunctionRequest {
  readonly name: string;
  readonly memory?: number;
  readonly timeout?: number;
  readonly description?: string;
}

export const optionsOf = ({ memory, timeout, description }: FunctionRequest) => ({
  ...(memory ? { memory: String(memory) } : {}),
  ...(timeout ? { timeout: String(timeout) } : {}),
  ...(description ? { description } : {}),
});

/** The same function again is no error: no change, and a notice. */
export const already = (id: string, path: string, line: number): ExtendPlan => ({
  changes: [],
  notices: [`${id} is already in ${path}:${line}`],
  inferred: [],
  nextSteps: [],
});
