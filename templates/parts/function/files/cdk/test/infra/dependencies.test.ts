import { expect, test } from 'vitest';
import { loadAll, ofType } from '../support/template.ts';

const stacks = await loadAll();

const all = (type: string) =>
  Object.entries(stacks).flatMap(([name, stack]) =>
    Object.keys(ofType(stack, type)).map((id) => [name, id, stack] as const),
  );

const waiting = [...all('AWS::Lambda::Function'), ...all('AWS::StepFunctions::StateMachine')];

test.each(waiting)('%s: %s waits for its permissions, and goes with its stack', (_, id, stack) => {
  const role = Object.keys(stack).filter((other) => other.startsWith(`${id}Role`));
  expect(stack[id]?.DependsOn).toEqual(expect.arrayContaining(role));
  expect(stack[id]).not.toMatchObject({ DeletionPolicy: 'Retain' });
  expect(stack[id]).not.toMatchObject({ UpdateReplacePolicy: 'Retain' });
});

test.each(all('AWS::Lambda::Function'))('%s: %s starts in its bundle', (_, id, stack) => {
  expect(stack[id]?.Properties).toMatchObject({ Handler: 'index.handler' });
});
