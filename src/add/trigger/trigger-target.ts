import type { ProjectPath } from '../../core/paths.ts';
import type { Iac } from '../../core/project.ts';
import type { Base } from '../../core/tree/tree.ts';
import type { Trigger, TriggerContribution } from '../../core/trigger.ts';
import type { Infrastructure } from '../../infrastructure/graph.ts';
import type { Named } from '../../infrastructure/match.ts';
import type { Fix } from '../../infrastructure/rules/rule.ts';
import type { Staging } from '../staging.ts';
import type { CheckedTrigger } from './request.ts';

/** An existing resource, by its id, and as it is shown. */
export interface Candidate extends Named {
  readonly id: string;
}

/** A function that was found, whatever the project's infrastructure is written in. */
export interface TriggerTarget {
  readonly iac: Iac;
  /** As the manifest and messages name it. */
  readonly id: string;
  readonly shown: string;
  readonly handler: ProjectPath | undefined;
  /** Resources of the stack that a trigger could take. */
  candidates(trigger: Trigger): readonly Candidate[];
  /** The type of the existing resource to use; undefined for a new one. Throws `usage` when there is none. */
  typeOf(checked: CheckedTrigger): string | undefined;
  /** What the functions of the stack use by default. */
  defaultResource?(trigger: Trigger): string | undefined;
  /** The infrastructure that the trigger can meet, as `base` has it: the project's files, or the staged ones. */
  infrastructure(base: Base, checked: CheckedTrigger): Infrastructure;
  /** What is left to do for new modules to be deployed. */
  packingSteps?(created: readonly ProjectPath[]): readonly string[];
  /** Stages the change of an existing value that a rule asks for. */
  stageFix(staging: Staging, fix: Fix): void;
  /** What stages the infrastructure under an ordinal. */
  stager(staging: Staging, checked: CheckedTrigger, contribution: TriggerContribution): StageAs;
}

/** Under which ordinal a trigger was staged, and the logical id of the resource that it takes. */
export interface Staged {
  readonly ordinal: number;
  readonly resource: string | undefined;
  /** Whether what has these names exists already, and nothing was staged. */
  readonly isThere: boolean;
}

/** Answers undefined when something else has the names; throws `refused` when the editor does not dare. */
export type StageAs = (ordinal: number) => Staged | undefined;
