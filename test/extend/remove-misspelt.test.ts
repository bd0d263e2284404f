import { describe, expect, it } from 'vitest';
import { addTrigger, after, bytes, removeTrigger } from '../support/extend.ts';
import { FOREIGN } from '../support/extend-hosts.ts';

describe('a trigger that is misspelt is refused, with the nearest of those that were added', () => {
  const one = after(FOREIGN.sam, addTrigger(FOREIGN.sam, 'resize', 'sqs'));
  const two = after(one, addTrigger(one, 'resize', 'sqs', { 'batch-size': '5' }));

  it.each([
    ['rezise', 'sqs', 'resize-function sqs'],
    ['rezise-function', 'sqs', 'resize-function sqs'],
    ['ReziseLambda', 'sqs', 'resize-function sqs'],
    ['functoin', 'sqs', 'resize-function sqs'],
    ['resize', 'sqz', 'resize-function sqs'],
    ['rezise', 'sqz-2', 'resize-function sqs-2'],
    ['resize', 'sqs-3', 'resize-function sqs-2'],
  ])('%s %s', (fn, type, near) => {
    expect(() => removeTrigger(two, fn, type)).toThrow(
      expect.objectContaining({
        kind: 'refused',
        message: `There is no trigger "${fn} ${type}" in lambda-app.json`,
        hint: `Did you mean "${near}"? Known: resize-function sqs, resize-function sqs-2.`,
      }),
    );
  });

  it('unless none is near, or the first was removed and its type names the one that is left', () => {
    for (const [fn, type] of [
      ['resize', 'dynamodb-stream'],
      ['upload', 'sqs'],
    ] as const)
      expect(() => removeTrigger(two, fn, type)).toThrow(
        expect.objectContaining({ hint: 'Known: resize-function sqs, resize-function sqs-2.' }),
      );
    const left = after(two, removeTrigger(two, 'resize', 'sqs'));
    expect(bytes(after(left, removeTrigger(left, 'resize', 'sqs')))).toEqual(bytes(FOREIGN.sam));
  });
});
