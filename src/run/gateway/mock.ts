import { type ModelMap, mapOf } from '../../editors/sam/model.ts';
import { mapsOf, textOf } from '../../infrastructure/resolve/read/values.ts';
import { messageResponse, type Response } from './response.ts';

/** `method.response.header.X: "'a'"` is a header with a constant value. */
const headersOf = (parameters: ModelMap): readonly (readonly [string, string])[] =>
  Object.entries(parameters).flatMap(([name, value]) => {
    const header = /^method\.response\.header\.(.+)$/.exec(name)?.[1];
    const text = /^'(.*)'$/.exec(textOf(value) ?? '')?.[1];
    return header && text !== undefined ? [[header, text] as const] : [];
  });

/** What an integration answers that is not with a function: a mock, as preflight requests of REST APIs have one. */
export function mockResponse(integration: ModelMap | undefined): Response {
  const type = textOf(integration?.Type ?? integration?.type)?.toUpperCase();
  if (!integration || type !== 'MOCK')
    return messageResponse(501, 'This integration has no local counterpart');
  const [first = {}] = mapsOf(integration.IntegrationResponses);
  return {
    status: Number(textOf(first.StatusCode) ?? 200),
    headers: headersOf(mapOf(first.ResponseParameters)),
    body: Buffer.alloc(0),
  };
}
