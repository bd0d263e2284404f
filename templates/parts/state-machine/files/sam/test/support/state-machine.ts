import { readFileSync } from 'node:fs';
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
  DefinitionUri: string;
  DefinitionSubstitutions: Record<string, string>;
  Logging: object;
  Role: string;
  Type: string;
}

export function stateMachines(template: Template): Record<string, Machine> {
  const machines = ofType<Properties>(template, 'AWS::Serverless::StateMachine');
  const entries = Object.entries(machines).map(([id, machine]) => [
    id,
    {
      Type: machine.Type,
      definition: readFileSync(machine.DefinitionUri, 'utf8'),
      substitutions: machine.DefinitionSubstitutions,
      Logging: machine.Logging,
      ...ofRole(template, machine.Role),
    },
  ]);
  return Object.fromEntries(entries);
}
