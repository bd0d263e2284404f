import { expect, it } from 'vitest';
import { planTrigger } from '../../../src/add/trigger/plan-trigger.ts';
import { targetFinder } from '../../../src/cli/generate/add/trigger-finder.ts';
import { kitOf } from '../../support/extend.ts';
import { cdkHost } from '../../support/rules.ts';

const finder = await targetFinder('cdk');

/** What is made beside the code of a function whose entry is this text. */
function parserBeside(entry: string): string | undefined {
  const context = kitOf(
    cdkHost(`const make = (name: string) => new NodejsFunction(this, name, { entry: ${entry} });
make('Worker');`),
  );
  const request = { fn: 'Worker', type: 'sqs', options: {} };
  const { changes } = planTrigger(context, finder(context.disk, request), request);
  return changes.find(({ path }) => path.endsWith('-event.ts'))?.path;
}

it.each([
  "'src/' + name.toLowerCase() + '.ts'",
  "'src/' + name.replace('W', 'w') + '.ts'",
  "'src/' + name.trim().toLowerCase() + '.ts'",
])('the code of a function is found by a text: %s', (entry) => {
  expect(parserBeside(entry)).toBe('src/sqs-event.ts');
});

it.each([
  "'src/' + kebab(name) + '.ts'",
  "'src/' + name.slice(1) + '.ts'",
  "'src/' + name.replace(/W/, 'w') + '.ts'",
])('the code of a function is not guessed: %s', (entry) => {
  expect(parserBeside(entry)).toBeUndefined();
});
