import { expect, test } from 'vitest';
import { every } from '../support/template.ts';

const functions = await every('AWS::Lambda::Function');
const machines = await every('AWS::StepFunctions::StateMachine');
const waiting = [...functions, ...machines];

test.each(waiting)('%s: %s waits for its role, and goes with its stack', (_, id, __, stack) => {
  const role = Object.keys(stack).filter((other) => other.startsWith(`${id}Role`));
  expect(role).not.toEqual([]);
  expect(stack[id]?.DependsOn).toEqual(expect.arrayContaining(role));
  expect(stack[id]).not.toMatchObject({ DeletionPolicy: 'Retain' });
  expect(stack[id]).not.toMatchObject({ UpdateReplacePolicy: 'Retain' });
});

test.each(functions)('%s: %s starts in its bundle', (_, __, fn) => {
  expect(fn).toMatchObject({ Handler: 'index.handler' });
});
