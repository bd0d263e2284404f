/** Who calls in the sample events. */
export const owner = 'AROAEXAMPLEOWNERROLE1';

/** What the events about the caller are answered with. */
export const callerStatuses = { 'create.no-claims': 401, 'get.other-owner': 404 };
