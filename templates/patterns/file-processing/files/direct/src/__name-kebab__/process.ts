import type { Context } from 'aws-lambda';
import { logger } from '../shared/logger.ts';
import { processUpload } from './process-upload.ts';
import { uploadsOf } from './upload.ts';

/** Lambda calls it again for what it throws, twice; then the notification is a dead letter. */
export async function handler(event: unknown, context: Context): Promise<void> {
  logger.addContext(context);
  logger.setCorrelationId(context.awsRequestId);
  for (const upload of uploadsOf(event)) await processUpload(upload, logger);
}
