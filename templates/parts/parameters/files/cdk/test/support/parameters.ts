import { loadStack } from './template.ts';

/** The parameters of the stack by name. */
export async function loadParameters(): Promise<Record<string, object>> {
  return (await loadStack()).template.Parameters ?? {};
}
