import type { Options } from 'yargs';
import type { Registry } from '../../core/ports.ts';
import { loadRegistry, loadTriggers } from '../../io/load-registry.ts';
import type { Triggers } from './add/options-given.ts';

/** Patterns and triggers, loaded when a command needs them: most need but one of the two. */
export interface Offer {
  registry(): Promise<Registry>;
  triggers(): Promise<Triggers>;
  /** Notes a command's own flags, for suggestions. */
  flags<T extends Readonly<Record<string, Options>>>(own: T): T;
  /** A text of the help, made where somebody asks for it: yargs measures each that it has. */
  help(text: () => string): string;
  /** Notes which options of patterns and triggers fit the command line, for suggestions. */
  fits(options: readonly string[], all: readonly string[]): void;
  /** Every flag that has been noted. */
  readonly known: readonly string[];
  /** Those that fit the command line. */
  readonly fitting: readonly string[];
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
  let others: readonly string[] = [];
  return {
    registry: once(loadRegistry),
    triggers: once(loadTriggers),
    flags(own) {
      known.push(...Object.keys(own));
      return own;
    },
    help: (text) => (asksHelp ? text() : ''),
    fits(options, all) {
      others = all.filter((key) => !options.includes(key));
    },
    known,
    get fitting() {
      return known.filter((flag) => !others.includes(flag));
    },
  };
}
