/** The Node.js of a new function where the project has no version that Lambda still accepts. */
export const NODE = 'nodejs22.x';

/** The oldest version of Node.js that Lambda creates functions with: 20 is blocked since June 2026. */
const OLDEST = 22;

/** Whether Lambda takes a new function with a runtime; of what is not Node.js, or no literal, nothing is known. */
export function isRetired(runtime: unknown): boolean {
  const version = /^nodejs(\d+)/.exec(String(runtime))?.[1];
  return version !== undefined && Number(version) < OLDEST;
}
