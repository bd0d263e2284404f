import { batch } from '../shared/batch.ts';
import { processUpload } from './process-upload.ts';
import { uploadsOf } from './upload.ts';

// One message at a time comes from the queue: a file may need most of the function's memory
export const handler = batch(async ({ body }, log) => {
  for (const upload of uploadsOf(JSON.parse(body))) await processUpload(upload, log);
});
