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
