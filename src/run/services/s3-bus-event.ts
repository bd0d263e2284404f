import { busEvent } from './events/event-bus.ts';
import type { ObjectEvent } from './s3.ts';

/** What S3 puts on the default event bus. */
export function objectEvent({ bucket, key, name, size, etag, versionId }: ObjectEvent) {
  const isCreated = name.startsWith('ObjectCreated');
  return busEvent({
    source: 'aws.s3',
    detailType: isCreated ? 'Object Created' : 'Object Deleted',
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
      reason: isCreated ? 'PutObject' : 'DeleteObject',
    },
  });
}
