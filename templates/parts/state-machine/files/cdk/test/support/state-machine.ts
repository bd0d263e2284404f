import { ofRole } from './machine-role.ts';
import { ofType, type Template } from './template.ts';

export interface Machine {
  Type: string;
  definition: string;
  substitutions: Record<string, string>;
  Logging: object;
  /** Who may take its role. */
  assumedBy: string[];
  /** What its tasks may do. */
  permissions: string[];
}

interface Properties {
  DefinitionString: string;
  DefinitionSubstitutions: Record<string, string>;
  LoggingConfiguration: object;
  RoleArn: string;
  StateMachineType: string;
}

export function stateMachines(template: Template): Record<string, Machine> {
  const machines = ofType<Properties>(template, 'AWS::StepFunctions::StateMachine');
  const entries = Object.entries(machines).map(([id, machine]) => [
    id,
    {
      Type: machine.StateMachineType,
      definition: machine.DefinitionString,
      substitutions: machine.DefinitionSubstitutions,
      Logging: machine.LoggingConfiguration,
      ...ofRole(template, machine.RoleArn),
    },
  ]);
  return Object.fromEntries(entries);
}
