import { expect, test } from 'vitest';
import { read } from '../support/template.ts';

const { Globals, Resources = {} } = read('template.yaml');
const text = JSON.stringify(Resources);

const ids = Object.keys(Resources).filter(
  (id) => Resources[id]?.Type === 'AWS::Serverless::Function',
);

test('every function is published as live', () => {
  expect(Globals?.Function).toMatchObject({ AutoPublishAlias: 'live' });
  expect(text).not.toContain('AutoPublishAlias');
});

test('what invokes a function names its alias', () => {
  for (const id of ids) {
    expect(text).not.toContain(JSON.stringify({ '!GetAtt': `${id}.Arn` }));
    const named = Object.values(Resources).filter(({ Properties }) =>
      JSON.stringify(Properties)?.includes(`"FunctionName":{"!Ref":"${id}"}`),
    );
    for (const { Type } of named) expect(Type).toBe('AWS::Lambda::EventInvokeConfig');
  }
});
