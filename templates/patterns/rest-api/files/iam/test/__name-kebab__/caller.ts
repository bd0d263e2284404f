/** Who calls in the sample events. */
export const owner = 'AROAEXAMPLEOWNERROLE1';

/** Who calls in the owner's place, by case. */
export const callers: Record<string, string> = {
  'get.other-owner': 'AIDAEXAMPLEOTHERUSER2',
  'create.root-caller': '123456789012',
  'create.federated-caller': '123456789012:guest',
};

/** What the events about the caller are answered with. */
export const callerStatuses = {
  'create.root-caller': 403,
  'create.federated-caller': 403,
  'get.other-owner': 404,
};
