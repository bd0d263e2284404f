import { spawnSync } from 'node:child_process';
import { beforeEach, expect, test, vi } from 'vitest';
import { isUnfinished, runOrExit } from '../../scripts/stacks.ts';

vi.mock('node:child_process', () => ({ spawnSync: vi.fn() }));

const answer = (result: object) => vi.mocked(spawnSync).mockReturnValue(result as never);
const exit = vi.spyOn(process, 'exit');
const error = vi.spyOn(console, 'error');

beforeEach(() => {
  exit.mockImplementation(() => {
    throw new Error('exit');
  });
  error.mockImplementation(() => undefined);
});

test.each([
  ['REVIEW_IN_PROGRESS', true],
  ['CREATE_FAILED', true],
  ['UPDATE_FAILED', true],
  ['CREATE_COMPLETE', false],
  ['UPDATE_COMPLETE', false],
  ['UPDATE_ROLLBACK_COMPLETE', false],
  ['ROLLBACK_COMPLETE', false],
])('a stack whose status is %s is unfinished: %s', (StackStatus, expected) => {
  answer({ status: 0, stdout: JSON.stringify({ Stacks: [{ StackStatus }] }) });

  expect(isUnfinished('shop-prod', 'eu-west-1')).toBe(expected);
  expect(spawnSync).toHaveBeenLastCalledWith(
    'aws',
    expect.arrayContaining(['describe-stacks', 'shop-prod', 'eu-west-1']),
    expect.anything(),
  );
});

test('a stack that does not exist is unfinished; one that cannot be asked for stops all', () => {
  answer({ status: 254, stderr: 'Stack with id shop-prod does not exist' });
  expect(isUnfinished('shop-prod', 'eu-west-1')).toBe(true);

  answer({ status: 254, stderr: 'AccessDenied' });
  expect(() => isUnfinished('shop-prod', 'eu-west-1')).toThrow('exit');
  expect(error).toHaveBeenLastCalledWith('AccessDenied');
});

test('without the tool, the way to install it is shown', () => {
  answer({ error: new Error('ENOENT') });

  expect(() => runOrExit('aws', ['sts'])).toThrow('exit');
  expect(exit).toHaveBeenLastCalledWith(1);
  expect(error).toHaveBeenLastCalledWith(expect.stringMatching(/^aws cannot be run.*https:/));
});

test('a tool that fails ends the script with its code', () => {
  answer({ status: 3 });

  expect(() => runOrExit('aws', ['sts'])).toThrow('exit');
  expect(exit).toHaveBeenLastCalledWith(3);
});
