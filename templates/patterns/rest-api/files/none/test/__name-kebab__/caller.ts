/** Who calls in the sample events. */
export const owner = 'anonymous';

/** Who calls in the owner's place, by case. */
export const callers: Record<string, string> = {};

/** What the events about the caller are answered with. */
export const callerStatuses = {};
