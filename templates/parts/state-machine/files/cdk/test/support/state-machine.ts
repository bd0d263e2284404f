import { grantedTo } from './permissions.ts';
import { ofType, type Template } from './template.ts';

export interface Machine {
  Type: string;
  definition: string;
  substitutions: Record<string, string>;
  Logging: object;
  Tracing: boolean;
  /** What its tasks may do; `not …` when it may not deliver its logs or trace. */
  permissions: string[];
}

interface Properties {
  DefinitionString: string;
  DefinitionSubstitutions: Record<string, string>;
  LoggingConfiguration: object;
  StateMachineType: string;
  TracingConfiguration?: { Enabled: boolean };
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
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
]
  .map((action) => `${action} on *`)
  .concat('sts:AssumeRole by states.amazonaws.com');

export function stateMachines(template: Template): Record<string, Machine> {
  const machines = ofType<Properties>(template, 'AWS::StepFunctions::StateMachine');
  const entries = Object.entries(machines).map(([id, machine]) => [
    id,
    {
      Type: machine.StateMachineType,
      definition: machine.DefinitionString,
      substitutions: machine.DefinitionSubstitutions,
      Logging: machine.LoggingConfiguration,
      Tracing: machine.TracingConfiguration?.Enabled,
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
