import { expect, test } from 'vitest';
import { loadStack, type Template } from '../support/template.ts';

const { template } = await loadStack();
const resources: Template = template.Resources;
const text = JSON.stringify(resources);

const ids = Object.keys(resources).filter((id) => resources[id]?.Type === 'AWS::Lambda::Function');

test.skipIf(ids.length === 0).each(ids)('%s is published as live', (id) => {
  expect(Object.values(resources)).toContainEqual(
    expect.objectContaining({
      Type: 'AWS::Lambda::Alias',
      Properties: expect.objectContaining({ FunctionName: { Ref: id }, Name: 'live' }),
    }),
  );
});

test.skipIf(ids.length === 0).each(ids)('what invokes %s names its alias', (id) => {
  const arn = JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] });
  // An execution of a workflow may invoke any version
  expect(text.replaceAll(`${arn},":*"`, '')).not.toContain(arn);
  const named = Object.values(resources).filter(({ Properties }) =>
    JSON.stringify(Properties)?.includes(`"FunctionName":{"Ref":"${id}"}`),
  );
  for (const { Type } of named) expect(Type).toMatch(/::(Alias|Version|EventInvokeConfig)$/);
});
