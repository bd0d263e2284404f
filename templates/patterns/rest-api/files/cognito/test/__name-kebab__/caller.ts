/** Who calls in the sample events. */
export const owner = '0c6f2b1e-7d34-4a59-8e12-5b9a3c7d1f60';

/** What the events about the caller are answered with. */
export const callerStatuses = { 'create.no-claims': 401, 'get.other-owner': 404 };
