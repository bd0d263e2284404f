import { describe, expect, it } from 'vitest';
import { modelOf } from '../../src/editors/sam/model.ts';
import { readSource } from '../../src/editors/sam/source.ts';
import {
  addTrigger,
  after,
  bytes,
  type Host,
  hostOf,
  read,
  removeTrigger,
} from '../support/extend.ts';
import { fn, hasLint, lint } from '../support/rules.ts';

const OWN = `- Event: s3:ObjectCreated:*
  Queue: !GetAtt Jobs.Arn
  Filter:
    S3Key:
      Rules:
        - Name: prefix
          Value: raw/
`;

const indented = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));

/** A bucket that has a notification, whose list begins in a column. */
const templateWith = (column: number) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Drop:
    Type: AWS::S3::Bucket
    Properties:
      NotificationConfiguration:
        QueueConfigurations:
${indented(OWN, column)}
  Jobs:
    Type: AWS::SQS::Queue
${indented(fn('One') + fn('Two'), 2)}`;

const modelIn = (text: string) => {
  const source = readSource(text);
  if ('reason' in source) throw new Error(source.reason);
  return modelOf(source.root);
};

const JSON_TEXT = `${JSON.stringify(modelIn(templateWith(10)), null, 2)}\n`;

const hostWith = (path: string, text: string) =>
  hostOf('sam', { 'package.json': '{}\n', [path]: text });

const HOSTS: readonly (readonly [string, string, Host])[] = [
  ['YAML', 'template.yaml', hostWith('template.yaml', templateWith(10))],
  ['a list in the column of its key', 'template.yaml', hostWith('template.yaml', templateWith(8))],
  ['JSON', 'template.json', hostWith('template.json', JSON_TEXT)],
];

const add = (host: Host, name: string, prefix: string) =>
  after(host, addTrigger(host, name, 's3', { bucket: 'Drop', prefix }));
const remove = (host: Host, name: string) => after(host, removeTrigger(host, name, 's3'));

const prefixes = (host: Host, path: string) => {
  const { Resources } = modelIn(read(host, path)) as Record<string, never>;
  const { Drop } = Resources as never as Record<'Drop', { Properties: never }>;
  const found = JSON.stringify(Drop.Properties).match(/"Value":"[^"]*"/g) ?? [];
  return found.map((each) => each.slice(9, -1));
};

const added = HOSTS.map(([, path, host]) => read(add(add(host, 'One', 'a/'), 'Two', 'b/'), path));

it.skipIf(!hasLint)('what was added passes cfn-lint (needs the Python package cfn-lint)', () => {
  expect(lint(added)).toBe('');
});

describe.each(HOSTS)('a bucket whose queues have notifications: %s', (_, path, host) => {
  const one = add(host, 'One', 'a/');
  const both = add(one, 'Two', 'b/');

  it('takes those of other prefixes', () => {
    expect(prefixes(both, path)).toEqual(['raw/', 'a/', 'b/']);
    expect(read(both, path).match(/"?DependsOn"?: "?\w+BucketQueuePolicy/g)).toHaveLength(1);
  });

  it('is as it was when they are removed, in either order', () => {
    expect(bytes(remove(both, 'Two'))).toEqual(bytes(one));
    expect(prefixes(remove(both, 'One'), path)).toEqual(['raw/', 'b/']);
    expect(bytes(remove(remove(both, 'Two'), 'One'))).toEqual(bytes(host));
    expect(read(remove(remove(both, 'One'), 'Two'), path)).toBe(read(host, path));
  });

  it('refuses one that overlaps', () => {
    expect(() => add(host, 'One', 'raw/new/')).toThrow(/Drop has a notification with prefix raw\//);
  });
});

it('a notification that the user has changed stays, with its queue', () => {
  const [, path, host] = HOSTS[0]!;
  const one = add(host, 'One', 'a/');
  const changed = hostOf('sam', {
    ...bytes(one),
    [path]: read(one, path).replace('Value: a/', 'Value: c/'),
  });
  const plan = removeTrigger(changed, 'One', 's3', { isPartial: true });
  expect(prefixes(after(changed, plan), path)).toEqual(['raw/', 'c/']);
  expect(read(after(changed, plan), path)).toContain('OneBucketQueue:');
});

it('a list in brackets is refused with its line', () => {
  const [, path, host] = HOSTS[0]!;
  const flow = read(host, path).replace(
    /Configurations:\n(.|\n)*?\n\n/,
    'Configurations: [{ Event: s3:ObjectRemoved:*, Queue: !GetAtt Jobs.Arn }]\n',
  );
  expect(() => add(hostWith(path, flow), 'One', 'a/')).toThrow(
    expect.objectContaining({
      message: expect.stringContaining('QueueConfigurations is written in flow style'),
      at: expect.objectContaining({ line: 7 }),
    }),
  );
});
