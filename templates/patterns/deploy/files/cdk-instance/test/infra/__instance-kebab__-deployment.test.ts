import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

const ALARMS = ['__Instance__ErrorsAlarm'];

const named = (id: string) => `AWS::StackName-${id}`;

const stages = [
  ['dev', 'AllAtOnce'],
  ['staging', '__config__'],
  ['prod', '__config__'],
] as const;

const functions = ['__Instance__Function'];

const cases = stages.flatMap(([stage, type]) => functions.map((id) => [stage, id, type] as const));

test.each(cases)('%s: alarms stop and undo a deployment of %s', async (stage, id, config) => {
  const template = await load({ stage });
  const group = properties<{ AlarmConfiguration: { Alarms: { Name: string }[] } }>(
    template,
    `${id}DeploymentGroup`,
  );
  expect(group).toMatchObject({
    ApplicationName: 'ServerlessDeploymentApplication',
    ServiceRoleArn: 'CodeDeployServiceRole.Arn',
    DeploymentConfigName: `CodeDeployDefault.Lambda${config}`,
    DeploymentStyle: {
      DeploymentOption: 'WITH_TRAFFIC_CONTROL',
      DeploymentType: 'BLUE_GREEN',
    },
    AlarmConfiguration: { Enabled: true },
    AutoRollbackConfiguration: {
      Enabled: true,
      Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
    },
  });
  expect(group.AlarmConfiguration.Alarms.map(({ Name }) => Name).sort()).toEqual(ALARMS.map(named));
  expect(template[`${id}.Alias`]).toMatchObject({
    UpdatePolicy: {
      CodeDeployLambdaAliasUpdate: {
        ApplicationName: 'ServerlessDeploymentApplication',
        DeploymentGroupName: `${id}DeploymentGroup`,
      },
    },
  });
});

test.each(ALARMS)('%s has the name that a deployment knows it by', async (id) => {
  expect(properties(await load(), id)).toMatchObject({ AlarmName: named(id) });
});
