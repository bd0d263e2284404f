import type { Options } from 'yargs';
import type { Registry } from '../../core/ports.ts';
import { loadRegistry, loadTriggers } from '../../io/load-registry.ts';
import type { Triggers } from './options-given.ts';

/** Patterns and triggers, loaded when a command needs them: most need but one of the two. */
export interface Offer {
  registry(): Promise<Registry>;
  triggers(): Promise<Triggers>;
  /** Notes a command's own flags, for suggestions. */
  flags<T extends Readonly<Record<string, Options>>>(own: T): T;
  /** A text of the help, made where somebody asks for it: yargs measures each that it has. */
  help(text: () => string): string;
  /** Every flag that has been noted. */
  readonly known: readonly string[];
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}

export function onOffer(common: readonly string[], asksHelp: boolean): Offer {
  const known = [...common];
  return {
    registry: once(loadRegistry),
    triggers: once(loadTriggers),
    flags(own) {
      known.push(...Object.keys(own));
      return own;
    },
    help: (text) => (asksHelp ? text() : ''),
    known,
  };
}
