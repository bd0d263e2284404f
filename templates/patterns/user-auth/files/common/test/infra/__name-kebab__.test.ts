import { expect, test } from 'vitest';
import { sectionOf } from '../support/alarms.ts';
import { alarming, counted } from '../support/metrics.ts';
import { permissions } from '../support/permissions.ts';
import { load, ofType, properties } from '../support/template.ts';
import { GROUP } from '../../src/__name-kebab__/profile.ts';

interface Permission {
  FunctionName: string;
}

const template = await load();

const onPool = 'cognito-idp:AdminAddUserToGroup on __Name__UserPool.Arn';
const onTable = (action: string) => `dynamodb:${action} on __Name__Table.Arn`;

const claims = [onPool, onTable('GetItem'), onTable('PutItem')];

test.each([
  ['__Name__PreSignUp', []],
  ['__Name__PostConfirmation', [onPool, onTable('PutItem')]],
  ['__Name__PreTokenGeneration', claims],
])('beyond logs, %s may do %j alone', (id, expected) => {
  expect(permissions(template, id)).toEqual(expected);
});

const domains = {
  ALLOWED_DOMAINS:
    // A list, or * for every domain
    '__allowed-domains__',
};
const table = { TABLE_NAME: '__Name__Table' };

test.each([
  ['__Name__PreSignUp', domains],
  ['__Name__PostConfirmation', table],
  ['__Name__PreTokenGeneration', table],
])('%s gets %j, and only the pool may call it', (id, Variables) => {
  // Cognito waits no longer
  expect(properties(template, id)).toMatchObject({
    Environment: { Variables },
    MemorySize: 512,
    Timeout: 5,
  });
  const all = Object.values(ofType<Permission>(template, 'AWS::Lambda::Permission'));
  expect(all.filter(({ FunctionName }) => FunctionName.startsWith(id))).toEqual([
    {
      Action: 'lambda:InvokeFunction',
      FunctionName: `${id}.Arn`,
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: '__Name__UserPool.Arn',
    },
  ]);
});

test('the pool takes sign-ups, and asks the functions', () => {
  expect(properties(template, '__Name__UserPool')).toMatchObject({
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
    LambdaConfig: {
      PreSignUp: '__Name__PreSignUp.Arn',
      PostConfirmation: '__Name__PostConfirmation.Arn',
      PreTokenGenerationConfig: {
        LambdaArn: '__Name__PreTokenGeneration.Arn',
        LambdaVersion: 'V2_0',
      },
    },
    MfaConfiguration: '__mfa__',
  });
});

test('the pool has the group by the name that the functions use', () => {
  expect(properties(template, '__Name__UserPoolGroup')).toEqual({
    GroupName: GROUP,
    UserPoolId: '__Name__UserPool',
  });
});

test('a profile is found by its user', () => {
  expect(properties(template, '__Name__Table')).toMatchObject({
    KeySchema: [{ AttributeName: 'userId', KeyType: 'HASH' }],
  });
});

const errorsOf = (id: string) => counted('AWS/Lambda', 'Errors', 'FunctionName', id);
const service = '__app-kebab__';
const countOf = (name: string) => counted('AWS::StackName', name, 'service', service);

test('errors, or tokens without claims, raise an alarm when they last', () => {
  const alarm = '__Name__ErrorsAlarm';
  expect(properties(template, alarm)).toMatchObject({
    ...alarming({ lasting: true }),
    Metrics: [
      { Expression: 'SUM(METRICS())' },
      errorsOf('__Name__PostConfirmation'),
      errorsOf('__Name__PreTokenGeneration'),
      countOf('__Name__TokensWithoutClaims'),
    ],
  });
  expect(sectionOf(template, alarm)).toBe('__name-kebab__-errors');
});

test('sign-ups that fail raise an alarm when they last, but none that is refused', () => {
  expect(properties(template, '__Name__SignUpAlarm')).toMatchObject({
    ...alarming({ lasting: true }),
    Metrics: [
      { Expression: 'errors - FILL(refused, 0)' },
      { ...errorsOf('__Name__PreSignUp'), Id: 'errors' },
      { ...countOf('__Name__SignUpsRefused'), Id: 'refused' },
    ],
  });
  const section = '__name-kebab__-nobody-can-sign-up';
  expect(sectionOf(template, '__Name__SignUpAlarm')).toBe(section);
});
