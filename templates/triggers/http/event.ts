/** What an HTTP request says, whichever way it came. */
export interface Request {
  readonly method: string;
  readonly path: string;
  /** Of the path: `{id}`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed, and not yet validated; undefined where there is none, or where it is malformed. */
  readonly body: unknown;
  /** Whether there is a body that is no JSON: answer 400. */
  readonly isMalformed: boolean;
}

/** A request in payload format 2.0, as far as it is read here. */
export interface HttpEvent {
  readonly rawPath: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly requestContext: { readonly http: { readonly method: string } };
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** Reads the request of an event. Throws a TypeError for an event that is none. */
export function parseHttpEvent(event: unknown): Request {
  if (!isHttpEvent(event)) throw new TypeError('This is not an HTTP request in payload format 2.0');
  return {
    method: event.requestContext.http.method,
    path: event.rawPath,
    parameters: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    headers: event.headers,
    ...bodyOf(event),
  };
}

/** Does the work of a request, and answers it: 400 where its body is no JSON, or where the work throws a TypeError. */
export async function httpResponse(request: Request, work: (request: Request) => Promise<unknown>) {
  if (request.isMalformed) return answer(400, { message: 'The body is not valid JSON' });
  try {
    return answer(200, await work(request));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return answer(400, { message: error.message });
  }
}

const answer = (statusCode: number, body: unknown) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

function bodyOf({ body, isBase64Encoded }: HttpEvent) {
  if (!body) return { body: undefined, isMalformed: false };
  try {
    const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
    return { body: JSON.parse(text) as unknown, isMalformed: false };
  } catch {
    return { body: undefined, isMalformed: true };
  }
}

/** Whether the event is an HTTP request in this format. */
export function isHttpEvent(event: unknown): event is HttpEvent {
  const { version, rawPath, headers, requestContext } = (event ?? {}) as Record<string, unknown>;
  const { http } = (requestContext ?? {}) as { http?: { method?: unknown } };
  const isWhole = typeof rawPath === 'string' && typeof headers === 'object' && headers !== null;
  return version === '2.0' && isWhole && typeof http?.method === 'string';
}
