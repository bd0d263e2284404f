import { describe, expect, it } from 'vitest';
import { editSam } from '../../src/editors/sam/merge.ts';
import { union } from '../../src/editors/sam/model.ts';
import { crlf, expectEdited, expectRefused, MARK, onlyInserts } from '../support/edits.ts';
import { hosts } from './sam-hosts.ts';

const FRAGMENT = `Resources:
  Work:
    Properties:
      Events:
        Jobs:
          Type: SQS
          Properties:
            Queue: !GetAtt Jobs.Arn
  Jobs:
    Type: AWS::SQS::Queue
Outputs:
  Url:
    Value: !Ref Jobs
`;

const ADDED = {
  Resources: {
    Work: {
      Properties: {
        Events: { Jobs: { Type: 'SQS', Properties: { Queue: { 'Fn::GetAtt': ['Jobs', 'Arn'] } } } },
      },
    },
    Jobs: { Type: 'AWS::SQS::Queue' },
  },
  Outputs: { Url: { Value: { Ref: 'Jobs' } } },
};

const HOST = { Resources: { Work: { Type: 'F', Properties: { Timeout: 3 } }, Empty: {} } };

const edit = (host: string) => editSam(host, FRAGMENT);

const inMemory: Readonly<Record<string, string>> = {
  CRLF: crlf(JSON.stringify(HOST, null, 2)),
  'a byte order mark': MARK + JSON.stringify(HOST, null, 2),
};

describe('a SAM template in JSON', () => {
  it.each(Object.entries({ ...hosts('json'), ...inMemory }))(
    'with %s gains exactly the fragment, by insertion alone',
    (_, host) => {
      const text = expectEdited(edit, host);
      const parsed = (json: string) => JSON.parse(json.replace(MARK, ''));
      expect(parsed(text)).toEqual(union(parsed(host), ADDED));
      expect(onlyInserts(edit(host))).toBe(true);
    },
  );

  it('is written as it stands: its own indent and end of line', () => {
    const text = expectEdited(edit, crlf(JSON.stringify(HOST, null, '\t')));
    expect(text).toContain(',\r\n\t\t"Jobs": {\r\n\t\t\t"Type": "AWS::SQS::Queue"\r\n\t\t}');
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('that has it all is left alone', () => {
    expect(edit(JSON.stringify(union(HOST, ADDED)))).toEqual({ status: 'present' });
  });

  it('with another entry of that name is refused, with JSON to paste', () => {
    const other = { Resources: { Jobs: { Type: 'AWS::SNS::Topic' } } };
    const paste = expectRefused(edit, JSON.stringify(other, null, 2), /another Type/, 4);
    expect(JSON.parse(paste)).toEqual(ADDED);
  });

  it('whose entry is an intrinsic function is refused', () => {
    const events = { 'Fn::If': ['IsProd', {}, { Ref: 'AWS::NoValue' }] };
    const host = { Resources: { Work: { Type: 'F', Properties: { Events: events } } } };
    expectRefused(edit, JSON.stringify(host, null, 2), /another Events/, 6);
  });

  it('that is no JSON is refused', () => {
    expectRefused(edit, '{"Resources": }', /no valid JSON|extended safely/, undefined);
  });
});
