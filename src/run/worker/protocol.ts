/** An error as Lambda reports it. */
export interface LambdaError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What `handler` receives beside the event; times are in milliseconds. */
export interface InvocationContext {
  readonly requestId: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly logGroup: string;
  readonly logStream: string;
  readonly deadline: number;
  readonly traceId: string;
}

/** Sent to the process of a function. */
export type ToProcess =
  | {
      readonly type: 'load';
      readonly file: string;
      readonly handler: string;
      /** Whether the runtime accepts handlers with a callback. */
      readonly hasCallbacks: boolean;
    }
  | { readonly type: 'invoke'; readonly event: string; readonly context: InvocationContext };

/** Sent by the process of a function. */
export type FromProcess =
  | { readonly type: 'loaded' }
  | { readonly type: 'unloadable'; readonly error: LambdaError }
  /** The last message: the process ends, be it within an invocation or, of an error that nobody handled, between two. */
  | { readonly type: 'ending'; readonly requestId?: string; readonly error?: LambdaError }
  | { readonly type: 'answer'; readonly requestId: string; readonly result: string }
  | { readonly type: 'failure'; readonly requestId: string; readonly error: LambdaError };

/** Written to both outputs when an invocation has ended: what was printed before belongs to it. */
export const endMark = (requestId: string) => `\u0000end ${requestId}\u0000\n`;
