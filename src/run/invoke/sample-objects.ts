import { isMap as isObject } from '../../core/values/json.ts';
import type {
  Bucket,
  DeployedFunction,
  Deployment,
} from '../../infrastructure/resolve/deployment.ts';
import type { Session } from '../core/session.ts';
import { beside, resourceCalled } from './beside.ts';

/** Beside sample events: the objects that they announce, by bucket and key. */
const FILE = '_objects.json';

interface SampleObject {
  readonly base64: string;
  readonly contentType?: string;
  readonly versionId?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

type Objects = Readonly<Record<string, SampleObject>>;

type Value = Record<string, unknown>;

const isMap = isObject<Value>;

/** Whether a bucket notifies a function, directly or by what sends it events. */
const notifies = ({ notifications }: Bucket, { arn }: DeployedFunction, { mappings }: Deployment) =>
  notifications.some(
    ({ targetArn }) =>
      targetArn === arn ||
      mappings.some(({ functionArn, sourceArn }) => functionArn === arn && sourceArn === targetArn),
  );

/** The bucket that a sample event means: the one that it names, else the only one that notifies the function. */
function bucketCalled(name: string, fn: DeployedFunction, deployment: Deployment) {
  const found = resourceCalled(name, fn, deployment.buckets);
  const notifying = deployment.buckets.filter((each) => notifies(each, fn, deployment));
  return found ?? (notifying.length === 1 ? notifying[0] : undefined);
}

/** A bucket and a key, as notifications of S3 and events of EventBridge name an object. */
const isAnnounced = ({ bucket, object }: Value): boolean =>
  isMap(bucket) && typeof bucket.name === 'string' && isMap(object);

/** The value with the project's buckets in place of those whose objects it announces, also in texts that are JSON. */
function withBuckets(value: unknown, find: (name: string) => Bucket | undefined): unknown {
  const within = (one: unknown) => withBuckets(one, find);
  if (Array.isArray(value)) return value.map(within);
  if (typeof value === 'string') return /^\s*\{/.test(value) ? textWith(value, within) : value;
  if (!isMap(value)) return value;
  const mapped = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, within(one)] as const),
  );
  const own = mapped.bucket as Value | undefined;
  const bucket = isAnnounced(value) ? find(own!.name as string) : undefined;
  const arn = own && 'arn' in own && bucket ? { arn: bucket.arn } : {};
  return bucket ? { ...mapped, bucket: { ...own, name: bucket.name, ...arn } } : mapped;
}

function textWith(text: string, map: (value: unknown) => unknown): string {
  try {
    return JSON.stringify(map(JSON.parse(text)));
  } catch {
    return text;
  }
}

interface ProjectEvent {
  readonly text: string;
  readonly path: string;
}

/** An event with the run's own buckets, in which the objects are that `_objects.json` beside it has of them. */
export async function withObjects(
  event: ProjectEvent,
  fn: DeployedFunction,
  { root, deployment, local }: Session,
): Promise<ProjectEvent> {
  if (deployment.buckets.length === 0) return event;
  const find = (name: string) => bucketCalled(name, fn, deployment);
  const text = JSON.stringify(withBuckets(JSON.parse(event.text), find));
  const objectsBeside = beside<Objects>(root, event.path, FILE)?.data ?? {};
  for (const [name, objects] of Object.entries(objectsBeside)) {
    const bucket = find(name);
    // What announces no object needs no bucket: starting one takes a while
    if (!bucket || !text.includes(bucket.name)) continue;
    const s3 = await local.startedS3();
    for (const [key, { base64, ...more }] of Object.entries(objects))
      await s3?.seed(bucket.name, key, { body: Buffer.from(base64, 'base64'), ...more });
  }
  return { ...event, text };
}
