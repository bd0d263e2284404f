import type { Ports } from '../core/ports.ts';
import type { ChangeSet } from '../core/tree/change-set.ts';
import type { Disk } from '../core/tree/tree.ts';
import type { Trigger } from '../core/trigger.ts';
import type { StripTypes } from './port.ts';

/** All that extending a project needs from outside. */
export interface ExtendContext {
  readonly disk: Disk;
  readonly ports: Ports;
  readonly triggers: ReadonlyMap<string, Trigger>;
  readonly stripTypes: StripTypes;
}

/** What a pattern needs that comes into a project that somebody else wrote. */
export interface PatternContext extends ExtendContext {
  /** Plans new projects. */
  readonly create: Ports;
}

/** What an extension would do, with what was found out on the way. */
export interface ExtendPlan extends ChangeSet {
  /** What was read off the project, in lines that are shown before anything is written. */
  readonly inferred: readonly string[];
  readonly nextSteps: readonly string[];
  /** What has to be known before it is deployed. */
  readonly warnings?: readonly string[];
}
