import { describe, expect, it } from 'vitest';
import {
  addTrigger,
  after,
  bytes,
  type Host,
  hostOf,
  read,
  removeTrigger,
} from '../support/extend.ts';
import { FOREIGN } from '../support/extend-hosts.ts';

/** Adds a trigger, lets the user edit the file, and removes the trigger. */
function removedAfter(host: Host, path: string, edit: (text: string) => string, type = 'sqs') {
  const there = after(host, addTrigger(host, 'resize', type));
  const edited = hostOf(host.form, { ...bytes(there), [path]: edit(read(there, path)) });
  expect(bytes(edited)).not.toEqual(bytes(there));
  const message = (() => {
    try {
      removeTrigger(edited, 'resize', type);
      return undefined;
    } catch (error) {
      return (error as { hint: string }).hint;
    }
  })();
  const plan = removeTrigger(edited, 'resize', type, { isPartial: true });
  return { message, left: read(after(edited, plan), path) };
}

const TEMPLATE = 'template.yaml';
const STACK = 'lib/app-stack.ts';

describe('what the user has written into a template', () => {
  it.each([
    ['a comment in an entry', /( {2}ResizeQueue:\n)/, '$1    # mine\n'],
    ['a comment behind a value of it', /(Type: AWS::SQS::Queue)\n/, '$1 # mine\n'],
    ['a comment in a section that came', /( {6}Events:\n)/, '$1        # mine\n'],
    ['an event of the user’s', /( {6}Events:\n)/, '$1        Mine:\n          Type: Api\n'],
  ])('%s is not lost', (_, at, text) => {
    const { left } = removedAfter(FOREIGN.sam, TEMPLATE, (all) => all.replace(at, text));
    expect(left).toMatch(/mine/i);
  });

  it('a comment in an entry is named with the place of the entry', () => {
    const { message } = removedAfter(FOREIGN.sam, TEMPLATE, (all) =>
      all.replace(/( {2}ResizeQueue:\n)/, '$1    # mine\n'),
    );
    expect(message).toMatch(/template\.yaml:\d+: ResizeQueue was edited since it was made/);
  });

  it('comments above and below an entry stay, and the entry goes', () => {
    const { message, left } = removedAfter(FOREIGN.sam, TEMPLATE, (all) =>
      all.replace(/\n( {2}ResizeQueue:\n)/, '\n  # above\n$1').concat('  # below\n'),
    );
    expect(message).toBeUndefined();
    expect(left).toMatch(/# above\n[\s\S]*# below\n$/);
    expect(left).not.toContain('ResizeQueue');
  });

  it('an entry that is there twice is not taken for ours', () => {
    const { message } = removedAfter(FOREIGN.sam, TEMPLATE, (all) =>
      all.concat('  ResizeQueue:\n    Type: AWS::SQS::Queue\n'),
    );
    expect(message).toContain('ResizeQueue');
  });
});

describe('what the user has written into a stack', () => {
  it.each([
    ['a comment in a statement', "'ResizeQueue', {", "'ResizeQueue', { // mine"],
    [
      'a comment behind a statement',
      /(\n {4}const resizeQueue =[\s\S]*?\n {4}\}\);)/,
      '$1 // mine',
    ],
    ['a line between', /(\n {4}const resizeQueue =)/, '\n    mine();$1'],
    ['a use of what was made', /(\n {2}\}\n\}\n)$/, '\n    mine(resizeQueue);$1'],
    ['an import into ours', /(import \* as sources)/, "import mine from 'mine';\n$1"],
  ])('%s is not lost', (_, at, text) => {
    const { left } = removedAfter(FOREIGN.cdk, STACK, (all) => all.replace(at, text));
    expect(left).toContain('mine');
  });

  it('what uses a resource is named with its line, and the resource stays', () => {
    const { message, left } = removedAfter(FOREIGN.cdk, STACK, (all) =>
      all.replace(/(\n {2}\}\n\}\n)$/, '\n    mine(resizeQueue);$1'),
    );
    expect(message).toMatch(/"const resizeQueue = .*" is used in line \d+/);
    expect(left).toContain('const resizeQueue = new sqs.Queue');
    expect(left).toContain('const resizeQueueDeadLetters = new sqs.Queue');
    expect(left).not.toContain('SqsEventSource');
  });

  it('a statement that was copied is not taken for ours', () => {
    const { message } = removedAfter(FOREIGN.cdk, STACK, (all) =>
      all.replace(/(\n {4}resize\.addEventSource\([\s\S]*?\n {4}\);)/, '$1$1'),
    );
    expect(message).toContain('resize.addEventSource(');
  });
});
