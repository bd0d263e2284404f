import { evaluate, read } from './template.ts';

/** The outputs of the stack by logical id. */
export async function loadOutputs(): Promise<Record<string, unknown>> {
  const outputs = Object.entries(evaluate(read('template.yaml').Outputs ?? {}, {}, {}));
  return Object.fromEntries(outputs.map(([id, { Value }]) => [id, Value]));
}
