import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';

/** The address of an API in AWS, as templates put it together of its id. */
const IN_AWS = /https:\/\/([a-z0-9]+)\.execute-api\.[\w-]+\.amazonaws\.com(?:\.cn)?/g;

/** An API with its address on this machine. */
export interface LocalApi {
  readonly stack: string;
  /** The logical id. */
  readonly id: string;
  readonly url: string;
}

/** The function with the local addresses of APIs in its variables; of two APIs with one id, its own stack's is meant. */
export function withLocalHosts(fn: DeployedFunction, apis: readonly LocalApi[]): DeployedFunction {
  const localOf = (id: string) => {
    const called = apis.filter((api) => api.id.toLowerCase() === id);
    return called.find(({ stack }) => stack === fn.stack) ?? called[0];
  };
  const local = (text: string) =>
    text.replaceAll(IN_AWS, (address, id: string) => localOf(id)?.url ?? address);
  const environment = Object.entries(fn.environment).map(([name, value]) => [name, local(value)]);
  return { ...fn, environment: Object.fromEntries(environment) };
}
