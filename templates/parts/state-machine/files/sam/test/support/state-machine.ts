import { readFileSync } from 'node:fs';
import { ofType, type Template } from './template.ts';

export interface Machine {
  Type: string;
  definition: string;
  substitutions: Record<string, string>;
  Logging: object;
  Tracing: boolean;
  /** What its tasks may do; `not …` when it may not deliver logs. SAM always allows it to trace. */
  permissions: string[];
}

interface Properties {
  DefinitionUri: string;
  DefinitionSubstitutions: Record<string, string>;
  Logging: object;
  Policies: { Statement: Statement[] }[];
  Tracing?: { Enabled: boolean };
  Type: string;
}

interface Statement {
  Action: string | string[];
  Resource: string | string[];
  Condition?: object;
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
].map((action) => `${action} on *`);

export function stateMachines(template: Template): Record<string, Machine> {
  const machines = ofType<Properties>(template, 'AWS::Serverless::StateMachine');
  const entries = Object.entries(machines).map(([id, machine]) => {
    const granted = machine.Policies.flatMap(({ Statement }) => Statement).flatMap(permissionsOf);
    return [
      id,
      {
        Type: machine.Type,
        definition: readFileSync(machine.DefinitionUri, 'utf8'),
        substitutions: machine.DefinitionSubstitutions,
        Logging: machine.Logging,
        Tracing: machine.Tracing?.Enabled,
        permissions: [
          ...granted.filter((permission) => !own.includes(permission)),
          ...own.filter((permission) => !granted.includes(permission)).map((lost) => `not ${lost}`),
        ].sort(),
      },
    ];
  });
  return Object.fromEntries(entries);
}

function permissionsOf({ Action, Resource, Condition }: Statement): string[] {
  const condition = Condition ? ` if ${JSON.stringify(Condition)}` : '';
  const resources = [Resource].flat();
  return [Action].flat().flatMap((a) => resources.map((on) => `${a} on ${on}${condition}`));
}
