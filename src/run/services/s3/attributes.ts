import type { Call, Reply } from '../call.ts';
import { elementsIn, textOfXml, xmlOfText } from './request.ts';

export type Tags = readonly (readonly [key: string, value: string])[];

/** What an object has beside its content, its type and its metadata, which the emulator keeps. */
export interface Attributes {
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: Tags;
}

export const NO_ATTRIBUTES: Attributes = { headers: {}, tags: [] };

const NAMES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
];

/** The chunks in which the SDK sends a body are no encoding of the object. */
const withoutChunks = (value: string) =>
  value
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== 'aws-chunked')
    .join(', ');

/** The attributes that a call gives the object that it writes. */
export function attributesOf({ headers }: Pick<Call, 'headers'>): Attributes {
  const own = NAMES.flatMap((name) => {
    const value = withoutChunks(String(headers[name] ?? ''));
    return value === '' ? [] : [[name, value] as const];
  });
  const tags = new URLSearchParams(String(headers['x-amz-tagging'] ?? ''));
  return { headers: Object.fromEntries(own), tags: [...tags] };
}

/** The attributes of a copy: those of its source, unless the call says that it has its own. */
export function copiedAttributes(call: Call, source: Attributes): Attributes {
  const own = attributesOf(call);
  const isOwn = (name: string) => call.headers[`x-amz-${name}-directive`] === 'REPLACE';
  const type = call.headers['content-type'];
  // The emulator copies the source's type
  const headers = { ...own.headers, ...(type && { 'content-type': type }) };
  return {
    headers: isOwn('metadata') ? headers : source.headers,
    tags: isOwn('tagging') ? own.tags : source.tags,
  };
}

export const tagsIn = (xml: string): Tags =>
  elementsIn(xml, 'Tag').map((tag) => [
    textOfXml(elementsIn(tag, 'Key')[0] ?? ''),
    textOfXml(elementsIn(tag, 'Value')[0] ?? ''),
  ]);

export const xmlOfTags = (tags: Tags): string => {
  const all = tags.map(
    ([key, value]) => `<Tag><Key>${xmlOfText(key)}</Key><Value>${xmlOfText(value)}</Value></Tag>`,
  );
  return `<Tagging><TagSet>${all.join('')}</TagSet></Tagging>`;
};

/** An answer to GET or HEAD with the object's attributes, and with the headers that its query asks for. */
export function withAttributes(
  reply: Reply,
  { headers, tags }: Attributes,
  query: URLSearchParams,
): Reply {
  const asked = [...query].flatMap(([name, value]) =>
    name.startsWith('response-') ? [[name.slice('response-'.length), value] as const] : [],
  );
  return {
    ...reply,
    headers: {
      ...reply.headers,
      ...headers,
      ...(tags.length > 0 && { 'x-amz-tagging-count': String(tags.length) }),
      ...Object.fromEntries(asked),
    },
  };
}
