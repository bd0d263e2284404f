import * as z from 'zod/mini';

/** One version of an object, as S3 announces it. */
export interface Upload {
  bucket: string;
  key: string;
  versionId: string;
  /** Bytes */
  size: number;
}

const Notification = z.object({
  Records: z.array(z.looseObject({ eventName: z.string() })),
});

const Created = z.object({
  s3: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string(), size: z.number(), versionId: z.string() }),
  }),
});

/** S3 sends it once, when the notification is configured. */
const TestEvent = z.object({ Event: z.literal('s3:TestEvent') });

/** The uploads that a notification tells of. Throws when it is no notification of S3. */
export function uploadsOf(notification: unknown): Upload[] {
  if (z.safeParse(TestEvent, notification).success) return [];
  return z
    .parse(Notification, notification)
    .Records.filter(({ eventName }) => eventName.startsWith('ObjectCreated:'))
    .map((record) => {
      const { bucket, object } = z.parse(Created, record).s3;
      return { ...object, bucket: bucket.name, key: decoded(object.key) };
    });
}

/** Keys come encoded as in a form: a blank is a plus. */
const decoded = (key: string) => decodeURIComponent(key.replaceAll('+', ' '));
