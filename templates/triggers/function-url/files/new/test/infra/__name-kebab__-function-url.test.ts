import { expect, test } from 'vitest';
import { load, ofType, properties } from '../support/template.ts';

const template = await load();
const id = '__Function__';

test('who calls the function by its URL has to sign', () => {
  const { FunctionUrlConfig } = properties<{ FunctionUrlConfig?: object }>(template, id);
  const urls = Object.values(ofType<{ TargetFunctionArn: string }>(template, 'AWS::Lambda::Url'));
  const url = FunctionUrlConfig ?? urls.find((each) => each.TargetFunctionArn === `${id}.Arn`);
  expect(url).toMatchObject({ AuthType: 'AWS_IAM' });
});
