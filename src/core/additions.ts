import type { OptionValues } from './options.ts';

/** A function, a trigger or a whole pattern that was added to a project that stood, with what it takes to remove it again. */
export interface Addition {
  readonly kind: 'function' | 'trigger' | 'pattern';
  /** Whose files they are, in the manifest: the name of a function or an instance, or `<function>/<type>` of a trigger. */
  readonly key: string;
  readonly options: OptionValues;
  /** What was inserted into files that stood already, by path. */
  readonly inserted: Readonly<Record<string, readonly string[]>>;
}
