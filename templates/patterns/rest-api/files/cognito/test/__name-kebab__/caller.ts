/** Who calls in the sample events. */
export const owner = '0c6f2b1e-7d34-4a59-8e12-5b9a3c7d1f60';

/** Who calls in the owner's place, by case. */
export const callers: Record<string, string> = {
  'get.other-owner': 'b7d91a42-3e5c-4f08-a6b3-9d2e8c4f7a15',
};

/** What the events about the caller are answered with. */
export const callerStatuses = { 'get.other-owner': 404 };
