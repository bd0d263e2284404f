import { expect, test } from 'vitest';
import { loadStack, type Template } from '../support/template.ts';

const { template } = await loadStack();
const resources: Template = template.Resources;
const text = JSON.stringify(resources);

const ids = Object.keys(resources).filter((id) => resources[id]?.Type === 'AWS::Lambda::Function');

test('every function is published as live', () => {
  const aliases = Object.values(resources).filter(({ Type }) => Type === 'AWS::Lambda::Alias');
  expect(aliases).toHaveLength(ids.length);
  for (const id of ids) {
    const Properties = expect.objectContaining({ FunctionName: { Ref: id }, Name: 'live' });
    expect(aliases).toContainEqual(expect.objectContaining({ Properties }));
  }
});

test('what invokes a function names its alias', () => {
  for (const id of ids) {
    const arn = JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] });
    // An execution of a workflow may invoke any version
    expect(text.replaceAll(`${arn},":*"`, '')).not.toContain(arn);
    const named = Object.values(resources).filter(({ Properties }) =>
      JSON.stringify(Properties)?.includes(`"FunctionName":{"Ref":"${id}"}`),
    );
    for (const { Type } of named) expect(Type).toMatch(/::(Alias|Version|EventInvokeConfig)$/);
  }
});
