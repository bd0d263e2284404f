import { busEvent } from '../events/event-bus.ts';
import type { ObjectEvent } from './notifications.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
const DETAIL_TYPES: Readonly<Record<string, string>> = {
  ObjectCreated: 'Object Created',
  ObjectRemoved: 'Object Deleted',
  'ObjectTagging:Put': 'Object Tags Added',
  'ObjectTagging:Delete': 'Object Tags Deleted',
};

const REASONS: Readonly<Record<string, string>> = {
  Put: 'PutObject',
  Copy: 'CopyObject',
  CompleteMultipartUpload: 'CompleteMultipartUpload',
};

/** What S3 puts on the default event bus. */
export function objectEvent({ bucket, key, name, size, etag, versionId }: ObjectEvent) {
  const isCreated = name.startsWith('ObjectCreated');
  const [kind = '', how = ''] = name.split(':');
  return busEvent({
    source: 'aws.s3',
    detailType: DETAIL_TYPES[name] ?? DETAIL_TYPES[kind] ?? kind,
    region: 'us-east-1',
    resources: [bucket.arn],
    detail: {
      version: '0',
      bucket: { name: bucket.name },
      object: {
        key,
        ...(isCreated && { size, etag }),
        ...(versionId && { 'version-id': versionId }),
      },
      ...(kind !== 'ObjectTagging' && { reason: REASONS[how] ?? 'DeleteObject' }),
      ...(kind === 'ObjectRemoved' && {
        'deletion-type': how === 'Delete' ? 'Permanently Deleted' : 'Delete Marker Created',
      }),
    },
  });
}
