import { read } from './template.ts';

/** The parameters of the stack by name. */
export async function loadParameters(): Promise<Record<string, object>> {
  return read('template.yaml').Parameters ?? {};
}
