import { type ModelMap, mapOf } from '../../editors/sam/model.ts';
import type { Template } from '../../infrastructure/resolve/template.ts';
import type { Reaper } from '../worker/reaper.ts';

/** A template with what its deployment gives it. */
export interface StackSource {
  readonly stackName: string;
  readonly region: string;
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  /** Reads a file that the template names; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** Gives the template of a nested stack; undefined where it is not to be had. */
  readonly nested: (id: string, resource: ModelMap) => StackSource | undefined;
}

/** The values that a nested stack is given as they are written; not those that are worked out. */
export const nestedParameters = ({ Properties }: ModelMap): Record<string, string> =>
  Object.fromEntries(
    Object.entries(mapOf(mapOf(Properties).Parameters)).flatMap(([name, value]) =>
      typeof value === 'object' ? [] : [[name, String(value)] as const],
    ),
  );

export interface Sources {
  readonly stacks: readonly StackSource[];
  /** Files whose change changes the infrastructure. */
  readonly watched: () => readonly string[];
}

/** Addresses of what runs locally; each is known before the infrastructure is resolved. */
export interface Addresses {
  queueUrl(name: string, region: string): string;
  /** Makes addresses for these APIs and function URLs, each by `stack/logical id`. */
  reserve(keys: readonly string[]): Promise<void>;
  endpoint(key: string): string;
}

export interface LoadOptions {
  readonly root: string;
  /** Folder for what is made on the way. */
  readonly cache: string;
  /** Folder of parsed templates, for later runs; undefined where the project has no place for one. */
  readonly parsed?: string | undefined;
  readonly template?: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly addresses: Addresses;
  /** Knows the processes that are started, so that none outlives the run. */
  readonly reaper: Pick<Reaper, 'watch' | 'forget'>;
  /** Called before a CDK app is run. */
  readonly onSynthesis?: (() => void) | undefined;
  /** Ends what is started. */
  readonly signal: AbortSignal;
}
