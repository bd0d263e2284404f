import { spawnSync } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { isUnfinished, runOrExit } from '../../scripts/stacks.ts';

vi.mock('node:child_process', () => ({ spawnSync: vi.fn() }));

const answer = (result: object) => vi.mocked(spawnSync).mockReturnValue(result as never);
const error = vi.spyOn(console, 'error').mockReturnValue();
const exit = vi.spyOn(process, 'exit').mockImplementation(() => {
  throw new Error('exit');
});

test.each([
  ['REVIEW_IN_PROGRESS', true],
  ['CREATE_FAILED', true],
  ['UPDATE_FAILED', true],
  ['ROLLBACK_COMPLETE', true],
  ['ROLLBACK_FAILED', true],
  ['CREATE_COMPLETE', false],
  ['UPDATE_COMPLETE', false],
  ['UPDATE_ROLLBACK_COMPLETE', false],
])('a stack whose status is %s is unfinished: %s', (StackStatus, expected) => {
  answer({ status: 0, stdout: JSON.stringify({ Stacks: [{ StackStatus }] }) });

  expect(isUnfinished('shop-prod', 'eu-west-1')).toBe(expected);
  const args = expect.arrayContaining(['describe-stacks', 'shop-prod', 'eu-west-1']);
  expect(spawnSync).toHaveBeenLastCalledWith('aws', args, expect.anything());
});

test('a stack that does not exist is unfinished; one that cannot be asked for stops all', () => {
  answer({ status: 254, stderr: 'Stack with id shop-prod does not exist' });
  expect(isUnfinished('shop-prod', 'eu-west-1')).toBe(true);

  answer({ status: 254, stderr: 'AccessDenied' });
  expect(() => isUnfinished('shop-prod', 'eu-west-1')).toThrow('exit');
  expect(error).toHaveBeenLastCalledWith('AccessDenied');
});

test.each([
  [{ error: new Error('ENOENT') }, 1],
  [{ status: 3 }, 3],
])('with %j, the script ends with %d', (result, code) => {
  answer(result);

  expect(() => runOrExit('aws', ['sts'])).toThrow('exit');
  expect(exit).toHaveBeenLastCalledWith(code);
  if ('error' in result)
    expect(error).toHaveBeenLastCalledWith(expect.stringMatching(/^aws cannot be run.*https:/));
});
