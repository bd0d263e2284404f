import { describe, expect, it } from 'vitest';
import { addTrigger, after, bytes, hostOf, read, removeTrigger } from '../support/extend.ts';

const host = hostOf('sam', {
  'template.yaml': `Transform: AWS::Serverless-2016-10-31
Parameters:
  SourceArn:
    Type: String
  Subnets:
    Type: CommaDelimitedList
Resources:
  Resize:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Timeout: 30
`,
});

const BY_VALUE = [
  ['sqs', 'queue', {}, 'Queue: !Ref SourceArn'],
  ['sns', 'topic', {}, 'TopicArn: !Ref SourceArn'],
  ['kinesis', 'stream', {}, 'Stream: !Ref SourceArn'],
  ['dynamodb-stream', 'table', {}, 'Stream: !Ref SourceArn'],
  ['eventbridge', 'bus', { source: 'my.app' }, 'EventBusName: !Ref SourceArn'],
] as const;

describe('a resource of another stack, that a parameter of the template gives', () => {
  it.each(BY_VALUE)('is taken by %s', (type, option, more, line) => {
    const options = { ...more, [option]: 'SourceArn' };
    const plan = addTrigger(host, 'resize', type, options);
    const there = after(host, plan);
    const text = read(there, 'template.yaml');
    expect(text).toContain(line);
    expect(text).not.toMatch(/GetAtt SourceArn/);
    expect(addTrigger(there, 'resize', type, options).changes).toEqual([]);
    expect(bytes(after(there, removeTrigger(there, 'resize', type)))).toEqual(bytes(host));
  });

  it('says of a queue that its visibility timeout is not known', () => {
    const { warnings = [] } = addTrigger(host, 'resize', 'sqs', { queue: 'SourceArn' });
    expect(warnings.join()).toContain('the visibility timeout of SourceArn');
  });

  it.each([
    ['s3', { bucket: 'SourceArn' }],
    ['sqs', { queue: 'Subnets' }],
  ])('is not taken by %s of %o: it has to be of the template, or one text', (type, options) => {
    expect(() => addTrigger(host, 'resize', type, options)).toThrow(/has no (bucket|queue)/);
  });
});
