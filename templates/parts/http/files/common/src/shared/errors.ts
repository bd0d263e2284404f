interface FieldError {
  field: string;
  detail: string;
}

/** Answers the request with `status`; `detail` and `errors` are shown to the caller. A 503 says when to come again, in seconds. */
export class HttpError extends Error {
  readonly status: number;
  readonly errors: FieldError[] | undefined;
  readonly retryAfter: number;

  constructor(status: number, detail: string, errors?: FieldError[], retryAfter = 1) {
    super(detail);
    this.status = status;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/** The names of errors that may be gone when the request comes again. */
const passing = new Set([
  'InternalServerError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
]);

/** What the caller may know about an error. */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  return error instanceof Error && passing.has(error.name)
    ? new HttpError(503, 'The service is busy')
    : new HttpError(500, 'The request could not be completed');
}
