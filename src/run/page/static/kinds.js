/** What each kind of resource is called. */
export const KINDS = {
  api: 'API',
  function: 'function',
  queue: 'queue',
  topic: 'topic',
  bucket: 'bucket',
  table: 'table',
  schedule: 'schedule',
  rule: 'rule',
  pool: 'user pool',
  machine: 'state machine',
};
