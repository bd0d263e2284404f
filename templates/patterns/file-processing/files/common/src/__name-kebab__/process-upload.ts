import type { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod/mini';
import { readEnv } from '../shared/env.ts';
import { count } from '../shared/metrics.ts';
import { Rejected } from './file.ts';
import { notify, type Outcome } from './notice.ts';
import { convert } from './processor.ts';
import { isOutputBucket, read, store } from './storage.ts';
import type { Upload } from './upload.ts';

const { PREFIX } = readEnv({ PREFIX: z.string().check(z.minLength(1)) });

const MAX_BYTES = 25 * 1024 * 1024;

/** Processes one upload and publishes how it ended. Throws what is worth another try. */
export async function processUpload(upload: Upload, log: Logger): Promise<void> {
  const { bucket, key, versionId } = upload;
  // The console makes a folder of an empty object
  const isFolder = key.endsWith('/');
  if (isOutputBucket(bucket) || !key.startsWith(PREFIX) || isFolder) {
    return log.warn('Ignored: not an upload', { bucket, key });
  }
  const outcome = await outcomeOf(upload).catch(rejection);
  if (typeof outcome === 'string') return log.warn(`Ignored: ${outcome}`, { key, versionId });

  await notify(upload, outcome);
  const word = outcome.status === 'success' ? 'Processed' : 'Rejected';
  count(`__Name__${word}`);
  log.info('Processed', { key, versionId, status: outcome.status });
}

/** How the upload ended, or why it is none. */
async function outcomeOf(upload: Upload): Promise<Outcome | string> {
  if (upload.size === 0) throw new Rejected('The file is empty');
  if (upload.size > MAX_BYTES) throw new Rejected('The file is larger than 25 MB');
  const file = await read(upload);
  if (!file) return 'its version was deleted meanwhile';
  if (file.isOutput) return 'an output of this function';

  const result = await convert(file);
  const output = await store(upload, result);
  return { status: 'success', output, summary: result.summary };
}

function rejection(error: unknown): Outcome {
  if (error instanceof Rejected) return { status: 'failure', reason: error.message };
  throw error;
}
