import { PACKAGE } from '../../core/additions.ts';
import { offered, optionPatterns } from '../../core/fold/resolve.ts';
import type { OptionSpec } from '../../core/options.ts';
import { PACKAGE_TYPES } from '../../core/project.ts';
import { projectDisk } from '../../io/list-files.ts';
import { removable } from '../ask/lists.ts';
import { projectFunctions } from '../ask/project-functions.ts';
import { flags, placeFlags } from '../generate/flags.ts';
import type { Offer } from '../generate/offer.ts';
import { projectRoot } from '../generate/project-root.ts';

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
  if (kind === 'option' && index === 2)
    return [...optionPatterns(await offer.registry()).keys(), PACKAGE];
  if (kind === 'option' && before[2] === PACKAGE && index === 3) return PACKAGE_TYPES;
  return [];
}

/** The next words of what can be removed, behind these. */
function toRemove(before: readonly string[]): readonly string[] {
  const start = before.slice(1);
  const all = removable(projectDisk(projectRoot(HERE).dir)).map(({ value }) => value.split(' '));
  const fitting = all.filter((words) => start.every((word, n) => words[n] === word));
  return [...new Set(fitting.flatMap((words) => words[start.length] ?? []))];
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

async function optionsOf(
  [, kind, what, type]: readonly string[],
  offer: Offer,
): Promise<OptionSpec> {
  if (kind === 'pattern') return (await offer.registry()).patterns.get(what ?? '')?.options ?? {};
  if (kind === 'trigger') return (await offer.triggers()).get(type ?? '')?.options ?? {};
  return {};
}

/** The flags of a command, with those of what it adds. */
async function flagsOf(words: readonly string[], offer: Offer): Promise<readonly string[]> {
  const own = words[0] === 'add' ? { ...placeFlags, ...(await optionsOf(words, offer)) } : {};
  const shown = Object.entries(flags).filter(([, flag]) => !('hidden' in flag));
  return [...shown.map(([name]) => name), ...Object.keys(own)].map((name) => `--${name}`);
}

/** What can follow the words of a command line; the last one is the beginning of it. */
export async function candidates(
  words: readonly string[],
  offer: Offer,
): Promise<readonly string[]> {
  const start = words.at(-1) ?? '';
  const before = words.slice(0, -1).filter((word) => !word.startsWith('-'));
  const all = start.startsWith('-')
    ? await flagsOf(before, offer)
    : await wordsBehind(before, offer);
  return all.filter((word) => word.startsWith(start));
}
