import { ofType, type Template } from './template.ts';

export interface Machine {
  Type: string;
  definition: string;
  substitutions: Record<string, string>;
  Logging: object;
  Tracing: boolean;
  /** What its tasks may do; `not …` when it may not deliver logs or trace. */
  permissions: string[];
}

interface Properties {
  DefinitionString: string;
  DefinitionSubstitutions: Record<string, string>;
  LoggingConfiguration: object;
  RoleArn: string;
  StateMachineType: string;
  TracingConfiguration?: { Enabled: boolean };
}

interface Policy {
  PolicyDocument: { Statement: Statement[] };
  Roles: string[];
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
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
].map((action) => `${action} on *`);

export function stateMachines(template: Template): Record<string, Machine> {
  const machines = ofType<Properties>(template, 'AWS::StepFunctions::StateMachine');
  const entries = Object.entries(machines).map(([id, machine]) => {
    const granted = permissionsOf(template, machine.RoleArn.replace('.Arn', ''));
    return [
      id,
      {
        Type: machine.StateMachineType,
        definition: machine.DefinitionString,
        substitutions: machine.DefinitionSubstitutions,
        Logging: machine.LoggingConfiguration,
        Tracing: machine.TracingConfiguration?.Enabled,
        permissions: [
          ...granted.filter((permission) => !own.includes(permission)),
          ...own.filter((permission) => !granted.includes(permission)).map((lost) => `not ${lost}`),
        ].sort(),
      },
    ];
  });
  return Object.fromEntries(entries);
}

function permissionsOf(template: Template, role: string): string[] {
  const policies = Object.values(ofType<Policy>(template, 'AWS::IAM::Policy'));
  const attached = policies.filter(({ Roles }) => Roles.includes(role));
  return attached
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource, Condition }) => {
      const condition = Condition ? ` if ${JSON.stringify(Condition)}` : '';
      const resources = [Resource].flat();
      return [Action].flat().flatMap((a) => resources.map((on) => `${a} on ${on}${condition}`));
    });
}
