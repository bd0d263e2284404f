import {
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { readEnv } from '../shared/env.ts';
import { type File, Rejected, type Result } from './file.ts';
import type { Upload } from './upload.ts';

const { OUTPUT_BUCKET } = readEnv({ OUTPUT_BUCKET: z.string().check(z.minLength(1)) });

const MAX_KEY_BYTES = 1024;
const MARK = 'processed-by';

// Three attempts to read and three to write are answered within 36 s; a body that then sends nothing for
// 6 s fails, without another attempt, and one that trickles meets the function's own timeout
const s3 = new S3Client({
  maxAttempts: 3,
  requestHandler: {
    connectionTimeout: 500,
    requestTimeout: 6000,
    socketTimeout: 6000,
    throwOnRequestTimeout: true,
  },
});

export interface StoredFile extends File {
  /** Whether this function wrote it: a copy of an output is no upload. */
  isOutput: boolean;
}

export const isOutputBucket = (bucket: string) => bucket === OUTPUT_BUCKET;

/** Resolves to undefined when the version has been deleted. */
export async function read({ bucket, key, versionId }: Upload): Promise<StoredFile | undefined> {
  const get = new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId });
  try {
    const { Body, ContentType, Metadata } = await s3.send(get);
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    return { bytes, contentType: ContentType, isOutput: Metadata?.[MARK] !== undefined };
  } catch (error) {
    if (isFailure(error, 'NoSuchKey', 'NoSuchVersion')) return undefined;
    throw error;
  }
}

/** Stores the result once for each version of the upload; resolves to where it is. */
export async function store({ key, versionId }: Upload, { body, contentType, extension }: Result) {
  const output = { bucket: OUTPUT_BUCKET, key: `processed/${key}/${versionId}.${extension}` };
  if (Buffer.byteLength(output.key) > MAX_KEY_BYTES) throw new Rejected('The key is too long');
  const put = new PutObjectCommand({
    Bucket: output.bucket,
    Key: output.key,
    Body: body,
    ContentType: contentType,
    Metadata: { [MARK]: '__name-kebab__' },
    IfNoneMatch: '*',
  });
  await s3.send(put).catch((error) => {
    if (!isFailure(error, 'PreconditionFailed')) throw error;
  });
  return output;
}

const isFailure = (error: unknown, ...names: string[]) =>
  error instanceof S3ServiceException && names.includes(error.name);
