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

type Texts = Readonly<Record<string, string>>;

/** A request to a REST API (payload format 1.0), as far as it is read here. */
export interface RestEvent {
  readonly httpMethod: string;
  readonly path: string;
  readonly headers: Texts | null;
  readonly queryStringParameters: Texts | null;
  readonly pathParameters: Texts | null;
  readonly body: string | null;
  readonly isBase64Encoded?: boolean;
}

/** Reads the request of an event. Throws a TypeError for an event that is none. */
export function parseRestEvent(event: unknown): Request {
  if (!isRestEvent(event)) throw new TypeError('This is not a request to a REST API');
  return {
    method: event.httpMethod,
    path: event.path,
    parameters: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    headers: lowerCased(event.headers ?? {}),
    ...bodyOf(event),
  };
}

/** A REST API passes names of headers on as the client wrote them. */
const lowerCased = (headers: Texts) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Does the work of a request, and answers it: 400 where its body is no JSON, or where the work throws a TypeError. */
export async function restResponse(request: Request, work: (request: Request) => Promise<unknown>) {
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

function bodyOf({ body, isBase64Encoded }: RestEvent) {
  if (!body) return { body: undefined, isMalformed: false };
  try {
    const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
    return { body: JSON.parse(text) as unknown, isMalformed: false };
  } catch {
    return { body: undefined, isMalformed: true };
  }
}

/** Whether the event is an HTTP request in this format. */
export function isRestEvent(event: unknown): event is RestEvent {
  const { httpMethod, path, requestContext, resource } = (event ?? {}) as Record<string, unknown>;
  const texts = [httpMethod, path, resource];
  return texts.every((text) => typeof text === 'string') && typeof requestContext === 'object';
}
