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

test.each(cases)('%s: alarms stop and undo a deployment of %s', async (stage, id, Type) => {
  expect(properties(await load({ stage }), id)).toMatchObject({
    DeploymentPreference: { Type, Alarms: ALARMS.map(named) },
  });
});

test.each(ALARMS)('%s has the name that a deployment knows it by', async (id) => {
  expect(properties(await load(), id)).toMatchObject({ AlarmName: named(id) });
});
