interface FieldError {
  field: string;
  detail: string;
}

/**
 * Answers the request with `status`; the caller sees `detail` and `errors`, and with a 503 in how many
 * seconds to try again.
 */
export class HttpError extends Error {
  readonly status: number;
  readonly errors: FieldError[] | undefined;
  retryAfter = 1;

  constructor(status: number, detail: string, errors?: FieldError[]) {
    super(detail);
    this.status = status;
    this.errors = errors;
  }
}

/** The names of transient errors: the same request may succeed later. */
const transient = new Set([
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
  return error instanceof Error && transient.has(error.name)
    ? new HttpError(503, 'The service is busy')
    : new HttpError(500, 'The request could not be completed');
}
