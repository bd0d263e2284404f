import { readFileSync } from 'node:fs';
import { taskPermissions } from './task-permissions.ts';
import { ofType, type Template } from './template.ts';

export interface Machine {
  Type: string;
  definition: string;
  substitutions: Record<string, string>;
  Logging: object;
  /** What its tasks may do, and who may take its role. */
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
      permissions: taskPermissions(template, machine.Role),
    },
  ]);
  return Object.fromEntries(entries);
}
