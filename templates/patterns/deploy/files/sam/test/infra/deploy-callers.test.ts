import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { read } from '../support/template.ts';

const templates = readdirSync('.')
  .filter((file) => /^template\..*yaml$/.test(file))
  .map((file) => [file, read(file)] as const)
  .filter(([, { Globals }]) => Globals);

test.each(templates)('every function of %s is published as live with each change', (_, source) => {
  const { Globals, Resources = {} } = source;
  const published = { AutoPublishAlias: 'live', AutoPublishAliasAllProperties: true };
  expect(Globals?.Function).toMatchObject(published);
  expect(JSON.stringify(Resources)).not.toContain('AutoPublishAlias');
});

test.each(templates)('what invokes a function of %s names its alias', (_, { Resources = {} }) => {
  const text = JSON.stringify(Resources);
  for (const id of Object.keys(Resources)) {
    if (Resources[id]?.Type !== 'AWS::Serverless::Function') continue;
    expect(text).not.toContain(JSON.stringify({ '!GetAtt': `${id}.Arn` }));
    const named = Object.values(Resources).filter(({ Properties }) =>
      JSON.stringify(Properties)?.includes(`"FunctionName":{"!Ref":"${id}"}`),
    );
    for (const { Type, DependsOn } of named) {
      expect(Type).toBe('AWS::Lambda::EventInvokeConfig');
      // It names the alias by its qualifier, which CloudFormation does not see
      expect(DependsOn).toBe(`${id}Aliaslive`);
    }
  }
});
