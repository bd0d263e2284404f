/** S3's notification in an event: without a queue, it is the event itself. */
export const carried = <E>(event: E): E => event;

/** The event that has a notification. */
export const carrying = <N>(notification: N): N => notification;
