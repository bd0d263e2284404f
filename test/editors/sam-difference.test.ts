import { describe, expect, it } from 'vitest';
import { takeDifference } from '../../src/editors/sam/difference.ts';
import { addInstance, addTrigger, after, ownHost, read } from '../support/extend.ts';
import { OWN } from '../support/extend-hosts.ts';
import { patternIds, triggers } from '../support/triggers.ts';

const template = 'template.yaml';

const POOL = { pool: 'UsersUserPool', operation: 'pre-authentication' };

/** A line of the user's own, where nothing goes. */
const edited = (text: string) => text.replace('\n', '\nDescription: mine\n');

function taken(text: string, whole: string, rest: string) {
  const result = takeDifference(text, whole, rest);
  if ('reason' in result) throw new Error(result.reason);
  return result;
}

describe('what a template loses is what it had gained, and the rest is left as it is written,', () => {
  const first = ownHost('sam', [{ pattern: 'rest-api', name: 'first' }]);

  it.each(patternIds)('of %s', (pattern) => {
    const there = after(first, addInstance(first, { pattern, name: 'second' }));
    const [whole, rest] = [read(there, template), read(first, template)];
    expect(taken(edited(whole), whole, rest)).toEqual({ text: edited(rest), kept: [] });
  });

  it.each(patternIds)('of all but %s', (pattern) => {
    const other = { pattern, name: 'second' };
    const both = ownHost('sam', [{ pattern: 'pub-sub', name: 'first' }, other]);
    const whole = read(both, template);
    const { text, kept } = taken(edited(whole), whole, read(ownHost('sam', [other]), template));
    expect(kept).toEqual([]);
    expect(taken(text, text, read(ownHost('sam', []), template)).kept).toEqual([]);
  });

  it.each(triggers.map(({ id }) => id))('of the trigger %s', (id) => {
    const there = after(
      OWN.sam,
      addTrigger(OWN.sam, 'resize-run', id, id === 'cognito' ? POOL : {}),
    );
    const [whole, rest] = [read(there, template), read(OWN.sam, template)];
    expect(taken(edited(whole), whole, rest)).toEqual({ text: edited(rest), kept: [] });
  });
});

const REST = `Parameters:
  Stage:
    Type: String

Resources:
  Items:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
`;

const AUDIT = `
  AuditLogs:
    Type: AWS::Logs::LogGroup

  AuditRun:
    Type: AWS::Serverless::Function
    Properties:
      Handler: run.handler
      LoggingConfig:
        LogGroup: !Ref AuditLogs

  AuditAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      MetricName: !Ref AuditRun
`;

const WHOLE = `${REST + AUDIT}
Outputs:
  AuditName:
    Value: !Ref AuditRun
`;

const without = (text: string) => taken(text, WHOLE, REST);

describe('an entry of a template', () => {
  it('stays when something in it was changed, with what it refers to, each named with its line', () => {
    const text = WHOLE.replace('run.handler', 'run.handler\n      Timeout: 5');
    const stays = AUDIT.replace('run.handler', 'run.handler\n      Timeout: 5').replace(
      /\n {2}AuditAlarm[\s\S]*/,
      '',
    );
    expect(without(text)).toMatchObject({
      text: REST + stays,
      kept: [
        { keys: ['Resources', 'AuditRun'], line: 14, why: 'changed' },
        { keys: ['Resources', 'AuditLogs'], line: 11, why: 'used' },
      ],
    });
  });

  it.each([
    ['behind', 'Outputs:', '      Threshold: 3\n\nOutputs:'],
    ['above', '  AuditAlarm:', '  # Wakes us up\n  AuditAlarm:'],
  ])('stays with a line that was added %s its own', (_, at, line) => {
    const { kept, text } = without(WHOLE.replace(at, line));
    expect(kept[0]).toMatchObject({ keys: ['Resources', 'AuditAlarm'], why: 'changed' });
    expect(text).toContain(line.split('\n')[0]);
    expect(text).toContain('MetricName: !Ref AuditRun');
  });

  it('stays while something of the user’s refers to it', () => {
    const mine = '  Mine:\n    Type: AWS::SNS::Topic\n    DependsOn: AuditLogs\n';
    const { text, kept } = without(WHOLE.replace('\nOutputs:', `${mine}\nOutputs:`));
    expect(kept).toMatchObject([{ keys: ['Resources', 'AuditLogs'], why: 'used' }]);
    expect(text).toBe(`${REST}\n  AuditLogs:\n    Type: AWS::Logs::LogGroup\n${mine}`);
  });

  it('is nothing to speak of when the user took it out', () => {
    const text = WHOLE.replace(/\n {2}AuditAlarm[\s\S]*?\n\n/, '');
    expect(without(text)).toEqual({ text: REST, kept: [] });
  });

  it('goes from lines that end as on Windows, and from behind a byte order mark', () => {
    const windows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    expect(without(windows(WHOLE))).toEqual({ text: windows(REST), kept: [] });
  });

  it('goes in front of another, and leaves no mapping with nothing in it', () => {
    const [head, items] = REST.split('\n  Items:');
    const before = `${head}${AUDIT}\n  Items:${items}`.replace('Resources:\n\n', 'Resources:\n');
    expect(taken(before, before, REST)).toEqual({ text: REST, kept: [] });
    const last = taken(WHOLE, WHOLE, 'Parameters:\n  Stage:\n    Type: String\n\nResources: {}\n');
    expect(last.text).toBe('Parameters:\n  Stage:\n    Type: String\n\nResources: {}\n');
  });
});

it('takes nothing out of a template that cannot be read', () => {
  expect(takeDifference('a: [', WHOLE, REST)).toMatchObject({
    reason: expect.stringMatching('no valid YAML'),
  });
});
