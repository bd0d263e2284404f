import { createHash } from 'node:crypto';
import type { Bucket } from '../../../infrastructure/resolve/deployment.ts';

/** Something that happened to an object. */
export interface ObjectEvent {
  readonly bucket: Bucket;
  readonly key: string;
  /** `ObjectCreated:Put`. */
  readonly name: string;
  readonly size: number;
  readonly etag: string;
  readonly versionId?: string | undefined;
}

/** Keys in notifications are written as in a form: a blank is a plus. */
const formKey = (key: string) =>
  new URLSearchParams({ key }).toString().slice('key='.length).replaceAll('%2F', '/');

const sequencer = () =>
  createHash('sha256')
    .update(String(process.hrtime.bigint()))
    .digest('hex')
    .slice(0, 16)
    .toUpperCase();

/** The notification that S3 sends of an event. */
export const s3Event = (
  { bucket, key, name, size, etag, versionId }: ObjectEvent,
  region: string,
) => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: region,
      eventTime: new Date().toISOString(),
      eventName: name,
      userIdentity: { principalId: 'local' },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: { 'x-amz-request-id': 'local', 'x-amz-id-2': 'local' },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: 'local',
        bucket: { name: bucket.name, ownerIdentity: { principalId: 'local' }, arn: bucket.arn },
        object: {
          key: formKey(key),
          ...(name.startsWith('ObjectCreated') && { size, eTag: etag }),
          ...(versionId && { versionId }),
          sequencer: sequencer(),
        },
      },
    },
  ],
});

/** Whether a bucket's notification is for an event: `s3:ObjectCreated:*` is for all that create. */
export const isNotified = (
  { events, prefix, suffix }: Bucket['notifications'][number],
  { name, key }: Pick<ObjectEvent, 'name' | 'key'>,
) =>
  key.startsWith(prefix) &&
  key.endsWith(suffix) &&
  events.some((event) => {
    const wanted = event.replace(/^s3:/, '');
    return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : wanted === name;
  });
