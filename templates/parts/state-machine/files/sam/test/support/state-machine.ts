import { readFileSync } from 'node:fs';
import { grantedTo } from './permissions.ts';
import { ofType, type Template } from './template.ts';

export interface Machine {
  Type: string;
  definition: string;
  substitutions: Record<string, string>;
  Logging: object;
  Tracing: boolean;
  /** What its tasks may do; `not …` when it may not deliver its logs. SAM always lets it trace. */
  permissions: string[];
}

interface Properties {
  DefinitionUri: string;
  DefinitionSubstitutions: Record<string, string>;
  Logging: object;
  Tracing?: { Enabled: boolean };
  Type: string;
}

const own = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
]
  .map((action) => `${action} on *`)
  .concat('sts:AssumeRole by states.amazonaws.com');

export function stateMachines(template: Template): Record<string, Machine> {
  const machines = ofType<Properties>(template, 'AWS::Serverless::StateMachine');
  const entries = Object.entries(machines).map(([id, machine]) => [
    id,
    {
      Type: machine.Type,
      definition: readFileSync(machine.DefinitionUri, 'utf8'),
      substitutions: machine.DefinitionSubstitutions,
      Logging: machine.Logging,
      Tracing: machine.Tracing?.Enabled,
      permissions: permissionsOf(template, id),
    },
  ]);
  return Object.fromEntries(entries);
}

function permissionsOf(template: Template, id: string): string[] {
  const granted = grantedTo(template, `${id}Role`);
  const lost = own.filter((permission) => !granted.includes(permission));
  return [
    ...granted.filter((permission) => !own.includes(permission)),
    ...lost.map((permission) => `not ${permission}`),
  ].sort();
}
