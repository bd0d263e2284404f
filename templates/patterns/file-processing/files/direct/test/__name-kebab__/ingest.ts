/** The event that brings a notification of S3. */
export const ingested = (notification: object): object => notification;

/** Events that only this way of ingestion has, and what they lead to. */
export const ownEvents = {};

export const ingestOutcomes = {};
