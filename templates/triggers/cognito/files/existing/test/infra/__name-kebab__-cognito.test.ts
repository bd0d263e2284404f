import { expect, test } from 'vitest';
import { load, ofType, properties } from '../support/template.ts';

const template = await load();

test('the pool calls the function, and nobody else may on its behalf', () => {
  expect(properties(template, '__Resource__')).toMatchObject({
    LambdaConfig: {
      PreSignUp: '__Function__.Alias',
    },
  });
  const all = Object.values(ofType<object>(template, 'AWS::Lambda::Permission'));
  expect(all).toContainEqual({
    Action: 'lambda:InvokeFunction',
    FunctionName: '__Function__.Alias',
    Principal: 'cognito-idp.amazonaws.com',
    SourceArn: '__Resource__.Arn',
  });
});
