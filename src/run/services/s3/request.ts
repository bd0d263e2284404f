import { type Call, type Reply, textReply } from '../call.ts';

/** What a call of S3 is about; the key is empty for a bucket. */
export interface Place {
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
}

export function placeOf(url: string): Place {
  // Not as a URL, which would resolve the `..` of a key
  const [path = '', query] = url.split('?');
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/.exec(path) ?? [];
  return { bucket, key: decodeURIComponent(key), query: new URLSearchParams(query) };
}

export const pathOf = (bucket: string, key: string) =>
  `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;

/** The text of escaped XML. */
export const textOfXml = (xml: string) =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

export const xmlOfText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The texts of all elements of a name. */
export const elementsIn = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map(([, text]) => text!);

/** The emulator reads parts that have a number and an ETag, and nothing else. */
export const plainParts = (xml: string) =>
  elementsIn(xml, 'Part').map((part) => {
    const [number] = elementsIn(part, 'PartNumber');
    const [etag] = elementsIn(part, 'ETag');
    return `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`;
  });

export const xmlReply = (xml: string, status = 200): Reply =>
  textReply(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`, status, 'application/xml');

export const errorXml = (code: string, message: string, status: number): Reply =>
  xmlReply(`<Error><Code>${code}</Code><Message>${xmlOfText(message)}</Message></Error>`, status);

export const emptyReply = (status: number, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers,
  body: Buffer.alloc(0),
});

/** Parts of the API that the emulator does not know: it would take each for the object or the bucket itself. */
const SUBRESOURCES = new Set(
  `accelerate acl analytics attributes cors encryption intelligent-tiering inventory legal-hold lifecycle logging
  metadataTable metrics notification object-lock ownershipControls policy policyStatus publicAccessBlock renameObject
  replication requestPayment restore retention select session torrent versioning versions website`.split(
    /\s+/,
  ),
);

/** What of S3 a call asks for that is not emulated; undefined for what is. */
export function notEmulated({ method, url, headers }: Call): string | undefined {
  const { key, query } = placeOf(url);
  const name = [...query.keys()].find((each) => SUBRESOURCES.has(each));
  if (name) return `?${name}`;
  if (query.has('tagging') && !key) return 'tags of buckets';
  if (method === 'GET' && (query.has('uploads') || query.has('uploadId')))
    return 'lists of uploads';
  if (method === 'POST' && !key && !query.has('delete')) return 'uploads from a form';
  const source = String(headers['x-amz-copy-source'] ?? '');
  if (source && query.has('partNumber')) return 'copies of parts';
  return source.includes('?versionId=') ? 'copies of a version' : undefined;
}
