/** How each sample event of file-processing ends, by its case: the objects that they announce are there. */
export const UPLOADS = { valid: 'success', corrupt: 'failure', 'copied-output': 'ignored' };

/** What else a queue may bring: what differs from the upload of `process.valid`, and how it ends. */
export const CHANGED: readonly (readonly [name: string, change: object, end: string])[] = [
  ['zero-byte', { size: 0 }, 'failure'],
  ['oversize', { size: 25 * 1024 * 1024 + 1 }, 'failure'],
  ['bad-encoding', { key: 'uploads/%E0%A4%A' }, 'fails'],
  ['missing-version', { versionId: undefined }, 'fails'],
  ['deleted', { key: 'uploads/deleted' }, 'ignored'],
  ['wrong-prefix', { key: 'not-uploads/sample' }, 'ignored'],
];

/** The same with messages that are no uploads. */
export const BODIES: readonly (readonly [name: string, bodies: readonly string[], end: string])[] =
  [
    ['not-a-notification', ['{"hello":"world"}'], 'fails'],
    ['malformed-body', ['{"Records": ['], 'fails'],
    ['removed', ['{"Records":[{"eventName":"ObjectRemoved:Delete"}]}'], 'nothing'],
    ['test-event', ['{"Event":"s3:TestEvent"}'], 'nothing'],
    ['empty-batch', [], 'nothing'],
  ];
