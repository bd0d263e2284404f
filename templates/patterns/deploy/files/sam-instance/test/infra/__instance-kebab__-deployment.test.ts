import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

const ALARMS = ['__Instance__ErrorsAlarm'];

const stages = [
  ['dev', 'AllAtOnce'],
  ['prod', '__config__'],
] as const;

const functions = ['__Instance__Function'];

const cases = stages.flatMap(([stage, type]) => functions.map((id) => [stage, id, type] as const));

test.each(cases)('%s: alarms stop and undo a deployment of %s', async (stage, id, Type) => {
  expect(properties(await load({ stage }), id)).toMatchObject({
    DeploymentPreference: { Type, Role: 'DeployRole.Arn', Alarms: ALARMS },
  });
});
