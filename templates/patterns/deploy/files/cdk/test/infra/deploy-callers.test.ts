import { expect, test } from 'vitest';
import { grantedTo } from '../support/permissions.ts';
import { loadStack, normalise, ofType, properties, type Template } from '../support/template.ts';

const idsOf = (resources: Template, type: string) =>
  Object.keys(resources).filter((id) => resources[id]?.Type === type);

async function loadResources(stage: string): Promise<Template> {
  return (await loadStack({ stage })).template.Resources;
}

test.each(['dev', 'staging', 'prod'])('%s: each function is live', async (stage) => {
  const resources = await loadResources(stage);
  const versions = idsOf(resources, 'AWS::Lambda::Version');
  const published = versions.map((version) => {
    // What has begun with a version may still call it
    const policies = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
    expect(resources[version]).toMatchObject(policies);
    const { FunctionName } = properties<{ FunctionName: object }>(resources, version);
    return { FunctionName, FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] }, Name: 'live' };
  });
  const aliases = idsOf(resources, 'AWS::Lambda::Alias').map((id) => resources[id]?.Properties);
  expect(aliases).toMatchObject(published);
  const functions = idsOf(resources, 'AWS::Lambda::Function').map((Ref) => ({ Ref }));
  expect(published.map(({ FunctionName }) => FunctionName)).toEqual(functions);
});

test('what invokes a function names its alias', async () => {
  const resources = await loadResources('dev');
  const text = JSON.stringify(resources);
  for (const id of idsOf(resources, 'AWS::Lambda::Function')) {
    const arn = JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] });
    // An execution of a workflow may invoke any version
    expect(text.replaceAll(`${arn},":*"`, '')).not.toContain(arn);
    const named = Object.values(resources).filter(({ Properties }) =>
      JSON.stringify(Properties)?.includes(`"FunctionName":{"Ref":"${id}"}`),
    );
    for (const { Type } of named) expect(Type).toMatch(/::(Alias|Version|EventInvokeConfig)$/);
  }
});

test('what CodeDeploy needs is there with the first deployment, and no sooner', async () => {
  const resources = await loadResources('dev');
  const isNeeded = idsOf(resources, 'AWS::CodeDeploy::DeploymentGroup').length > 0;
  const applications = ofType(normalise(resources), 'AWS::CodeDeploy::Application');
  const needed = isNeeded && { ServerlessDeploymentApplication: { ComputePlatform: 'Lambda' } };
  expect(applications).toEqual(needed || {});
  const role = 'CodeDeployServiceRole';
  const policy = 'arn:AWS::Partition:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda';
  const granted = role in normalise(resources) && grantedTo(normalise(resources), role);
  expect(granted).toEqual(isNeeded && ['sts:AssumeRole by codedeploy.amazonaws.com', policy]);
});
