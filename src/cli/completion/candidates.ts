import { wordsFor } from '../../core/additions.ts';
import { offered } from '../../core/fold/resolve.ts';
import { projectDisk } from '../../io/list-files.ts';
import { beginsWith, removable } from '../ask/lists.ts';
import { projectFunctions } from '../ask/project-functions.ts';
import { SWITCHES, wordsOf } from '../command-line.ts';
import { functionFlags } from '../generate/add/add-function.ts';
import {
  anotherFlag,
  costFlags,
  fixFlag,
  flags,
  languageFlag,
  partialFlag,
  placeFlags,
  WRITING,
} from '../generate/flags.ts';
import { offeredOptions } from '../generate/list.ts';
import type { Offer } from '../generate/offer.ts';
import { projectRoot } from '../generate/project-root.ts';
import { devFlags, invokeFlags } from '../run/run-flags.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

const KINDS = ['pattern', 'function', 'trigger', 'option'];

const LISTS = KINDS.map((kind) => `${kind}s`);

const COMMANDS = ['add', 'remove', 'invoke', 'dev', 'status', 'cost', 'list', 'completion'];

const HERE = { cwd: '.' };

const functions = async () => (await projectFunctions(HERE)).map(({ name }) => name);

async function toAdd(before: readonly string[], offer: Offer): Promise<readonly string[]> {
  const [, kind] = before;
  const index = before.length;
  if (kind === 'trigger' && index === 2) return functions();
  if (kind === 'trigger' && index === 3) return [...(await offer.triggers()).keys()];
  if (kind === 'pattern' && index === 2) return [...offered(await offer.registry()).keys()];
  if (kind === 'option' && index === 2) return [...offeredOptions(await offer.registry()).keys()];
  if (kind === 'option' && index === 3) return valuesOf(before[2]!, offer);
  return [];
}

/** The values that an option can have, where they are a list. */
async function valuesOf(option: string, offer: Offer): Promise<readonly string[]> {
  const offered = offeredOptions(await offer.registry()).get(option);
  const [setting] = Object.values(offered?.options ?? {});
  return setting?.kind === 'choice' ? setting.choices : [];
}

/** The next words of what can be removed, behind these. */
function toRemove(before: readonly string[]): readonly string[] {
  const start = before.slice(1);
  const fitting = removable(projectDisk(projectRoot(HERE).dir)).filter(beginsWith(start));
  return [...new Set(fitting.flatMap((each) => wordsFor(each)[start.length] ?? []))];
}

async function wordsBehind(before: readonly string[], offer: Offer): Promise<readonly string[]> {
  const [command] = before;
  const index = before.length;
  if (index === 0) return COMMANDS;
  if (command === 'remove') return index === 1 ? KINDS : toRemove(before);
  if (command === 'add') return index === 1 ? KINDS : toAdd(before, offer);
  if (index > 1) return [];
  if (command === 'invoke') return functions();
  if (command === 'list') return LISTS;
  return command === 'completion' ? SHELLS : [];
}

/** The flags that a command has by what it adds. */
async function flagsToAdd(
  [, kind, what = '', type = '']: readonly string[],
  offer: Offer,
): Promise<object> {
  if (kind === 'trigger') {
    const trigger = (await offer.triggers()).get(type);
    return { ...placeFlags, ...fixFlag, ...anotherFlag, ...trigger?.options };
  }
  const registry = await offer.registry();
  const options = registry.patterns.get(what)?.options ?? {};
  if (kind === 'pattern') return { ...placeFlags, ...options };
  if (kind === 'function') return { ...placeFlags, ...languageFlag, ...functionFlags(registry) };
  // The first is given by its value
  return Object.fromEntries(Object.entries(options).slice(1));
}

const OWN: Readonly<Record<string, object>> = {
  remove: partialFlag,
  invoke: invokeFlags,
  dev: devFlags,
  cost: costFlags,
};

const isWriting = (command = '') => command === 'add' || command === 'remove';

/** The flags of a command by their names, those of all commands first. */
async function flagsOf(
  words: readonly string[],
  offer: Offer,
): Promise<ReadonlyMap<string, object>> {
  const [command = ''] = words;
  const own = command === 'add' ? await flagsToAdd(words, offer) : OWN[command];
  const common = Object.entries(flags).filter(
    ([name, flag]) => !('hidden' in flag) && (isWriting(command) || !WRITING.includes(name)),
  );
  return new Map([...common, ...Object.entries<object>({ ...own })]);
}

/** The values that a flag can have, where they are a list. */
const choicesOf = (flag: { readonly choices?: readonly string[] } = {}) => flag.choices ?? [];

/** What can follow the words of a command line; the last one is the beginning of it. */
export async function candidates(
  words: readonly string[],
  offer: Offer,
): Promise<readonly string[]> {
  const start = words.at(-1) ?? '';
  const typed = words.slice(0, -1);
  const [, flag] = /^--([^=]+)$/.exec(typed.at(-1) ?? '') ?? [];
  const before = wordsOf(typed);
  const all =
    flag !== undefined && !SWITCHES.has(flag)
      ? choicesOf((await flagsOf(before, offer)).get(flag))
      : start.startsWith('-')
        ? [...(await flagsOf(before, offer)).keys()].map((name) => `--${name}`)
        : await wordsBehind(before, offer);
  return all.filter((word) => word.startsWith(start));
}
