import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fs from 'fs-extra';
import { plain } from '../../infrastructure/match.ts';
import type { Bucket, DeployedFunction } from '../../infrastructure/resolve/deployment.ts';
import type { Session } from '../core/session.ts';
import type { SampleEvent } from './sample-event.ts';

/** Beside sample events: the objects that they announce, by bucket and key. */
const FILE = '_objects.json';

interface SampleObject {
  readonly base64: string;
  readonly contentType?: string;
  readonly versionId?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

type Objects = Readonly<Record<string, Readonly<Record<string, SampleObject>>>>;

type Value = Record<string, unknown>;

const isMap = (value: unknown): value is Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How many characters two names begin with that are the same. */
function common(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** The bucket that a sample event means: of that name, else whose id ends with it and is most like the function's. */
function bucketCalled(name: string, fn: DeployedFunction, all: readonly Bucket[]) {
  const ranked = all
    .filter(({ id }) => plain(id).endsWith(plain(name)))
    .map((bucket) => ({ bucket, alike: common(plain(bucket.id), plain(fn.id)) }))
    .sort((a, b) => b.alike - a.alike);
  const [first, second] = ranked;
  const isClear = first && first.alike !== second?.alike;
  return all.find((bucket) => bucket.name === name) ?? (isClear ? first.bucket : undefined);
}

/** A bucket and a key, as notifications of S3 and events of EventBridge name an object. */
const isAnnounced = ({ bucket, object }: Value): boolean =>
  isMap(bucket) && typeof bucket.name === 'string' && isMap(object);

/** The value with each bucket that it announces an object of replaced, in texts that are JSON as well. */
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

function objectsBeside(root: string, path: string): Objects {
  const file = join(root, dirname(path), FILE);
  return existsSync(file) ? (fs.readJsonSync(file) as Objects) : {};
}

/**
 * A sample event of the project as this run can answer it: the buckets that it names are those of the run, and the
 * objects that `_objects.json` beside it has of them are there. Nobody is notified of these.
 */
export async function prepared(
  event: SampleEvent,
  fn: DeployedFunction,
  { root, deployment, local }: Session,
): Promise<SampleEvent> {
  if (!event.path?.startsWith('events/') || deployment.buckets.length === 0) return event;
  const find = (name: string) => bucketCalled(name, fn, deployment.buckets);
  const text = JSON.stringify(withBuckets(JSON.parse(event.text), find));
  for (const [name, objects] of Object.entries(objectsBeside(root, event.path))) {
    const bucket = find(name);
    // What announces no object needs no bucket: starting one takes a while
    if (!bucket || !text.includes(bucket.name)) continue;
    const s3 = await local.startedS3();
    for (const [key, { base64, ...more }] of Object.entries(objects))
      await s3?.seed(bucket.name, key, { body: Buffer.from(base64, 'base64'), ...more });
  }
  return { ...event, text };
}
