import type { Call, Reply, Service } from '../call.ts';
import { ownS3Call } from './emulated.ts';
import { elementsIn, type Place, pathOf, textOfXml, xmlOfText, xmlReply } from './request.ts';

/** `DeleteObjects`: deletes each object by a call of its own. */
export async function deleteObjects(
  { body, accessKeyId }: Call,
  { bucket }: Place,
  call: Service,
): Promise<Reply> {
  const xml = body.toString('utf8');
  const results: string[] = [];
  for (const object of elementsIn(xml, 'Object')) {
    const key = textOfXml(elementsIn(object, 'Key')[0] ?? '');
    const [version] = elementsIn(object, 'VersionId');
    const query = version ? `?versionId=${encodeURIComponent(version)}` : '';
    const one = ownS3Call('DELETE', pathOf(bucket, key) + query);
    results.push(resultOf(key, await call({ ...one, accessKeyId })));
  }
  const isQuiet = elementsIn(xml, 'Quiet')[0] === 'true';
  const shown = results.filter((each) => !isQuiet || each.startsWith('<Error>'));
  return xmlReply(`<DeleteResult>${shown.join('')}</DeleteResult>`);
}

function resultOf(key: string, { status, headers, body }: Reply): string {
  const name = `<Key>${xmlOfText(key)}</Key>`;
  if (status < 300) {
    const marker = headers['x-amz-delete-marker'] ? '<DeleteMarker>true</DeleteMarker>' : '';
    return `<Deleted>${name}${marker}</Deleted>`;
  }
  const xml = body.toString('utf8');
  const of = (element: string) => `<${element}>${elementsIn(xml, element)[0] ?? ''}</${element}>`;
  return `<Error>${name}${of('Code')}${of('Message')}</Error>`;
}
