import type { Call, Reply } from '../call.ts';
import { errorXml } from './request.ts';

export const noSuchKey = () => errorXml('NoSuchKey', 'The specified key does not exist.', 404);

const failed = () =>
  errorXml(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    412,
  );

/**
 * What S3 answers to a write whose condition does not hold; undefined where it does. `etag` is that of the object,
 * undefined where there is none. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function conditionFailure({ headers }: Call, etag: string | undefined): Reply | undefined {
  const wanted = headers['if-match'];
  const unwanted = headers['if-none-match'];
  if (unwanted !== undefined && unwanted !== '*')
    return errorXml('NotImplemented', 'If-None-Match takes * alone', 501);
  if (unwanted === '*' && etag !== undefined) return failed();
  if (wanted === undefined) return undefined;
  if (etag === undefined) return noSuchKey();
  const bare = (text: string) => text.replaceAll('"', '');
  return wanted === '*' || bare(wanted) === bare(etag) ? undefined : failed();
}

export const isConditional = ({ headers }: Call) =>
  headers['if-match'] !== undefined || headers['if-none-match'] !== undefined;
