import { normalise, loadStack } from './template.ts';

/** The outputs of the stack by logical id, without hashes. */
export async function loadOutputs(): Promise<Record<string, unknown>> {
  const outputs = Object.entries(normalise((await loadStack()).template.Outputs ?? {}));
  return Object.fromEntries(outputs.map(([id, output]) => [id, 'Value' in output && output.Value]));
}
