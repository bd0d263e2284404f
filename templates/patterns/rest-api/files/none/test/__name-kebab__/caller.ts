/** Who calls in the sample events. */
export const owner = 'anonymous';

/** What the events about the caller are answered with. */
export const callerStatuses = {};
