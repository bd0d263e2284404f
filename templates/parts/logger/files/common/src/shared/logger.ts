import { Logger } from '@aws-lambda-powertools/logger';

/** Log ids, never bodies, tokens or personal data. */
export const logger = new Logger();
