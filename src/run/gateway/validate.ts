import type { Validation } from '../../infrastructure/resolve/deployed-api.ts';
import { headerOf, type Request } from './request.ts';
import { messageResponse, type Response } from './response.ts';

function missingParameters({ query, headers }: Validation, request: Request): readonly string[] {
  const given = new Set(request.query.map(([name]) => name));
  return [
    ...query.filter((name) => !given.has(name)),
    ...headers.filter((name) => headerOf(request, name) === undefined),
  ];
}

/** Models are JSON Schema of draft 4. */
async function isValidBody(schema: object | boolean, { body }: Request): Promise<boolean> {
  const { validate } = (await import('jsonschema')).default;
  try {
    return validate(JSON.parse(body.toString('utf8')), schema as object).valid;
  } catch {
    return false;
  }
}

/** What a request validator answers to a request that it refuses. */
export async function refusedRequest(
  validation: Validation | undefined,
  request: Request,
): Promise<Response | undefined> {
  if (!validation) return undefined;
  const missing = missingParameters(validation, request);
  if (missing.length > 0)
    return messageResponse(400, `Missing required request parameters: [${missing.join(', ')}]`);
  const { bodySchema } = validation;
  const isChecked =
    bodySchema !== undefined && /json/.test(headerOf(request, 'content-type') ?? 'json');
  if (!isChecked || (await isValidBody(bodySchema as object, request))) return undefined;
  return messageResponse(400, 'Invalid request body');
}
