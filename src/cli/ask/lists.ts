import { commandFor, kindOfPattern, type Removable, wordsFor } from '../../core/additions.ts';
import { offered } from '../../core/fold/resolve.ts';
import { isOwnProject, type Manifest, readAnyManifest } from '../../core/manifest.ts';
import type { Registry } from '../../core/ports.ts';
import type { Disk } from '../../core/tree/tree.ts';
import type { Triggers } from '../generate/add/options-given.ts';
import { offeredOptions } from '../generate/list.ts';
import { PROJECT_OPTIONS } from '../generate/project-options.ts';
import type { Choice } from './asker.ts';

/** What can be added. */
export const KINDS: readonly Choice[] = [
  { value: 'pattern', label: 'Pattern', hint: 'functions with their infrastructure and tests' },
  { value: 'function', label: 'Function', hint: 'one by itself' },
  { value: 'trigger', label: 'Trigger', hint: 'a queue, a schedule, an API route for a function' },
  { value: 'option', label: 'Option', hint: 'a production option: a dashboard, a VPC, …' },
];

const choice = ({ id, title, summary }: { id: string; title: string; summary: string }) => ({
  value: id,
  label: `${id} · ${title}`,
  hint: summary,
});

export const patternChoices = (registry: Registry) => [...offered(registry).values()].map(choice);

export const optionChoices = (registry: Registry) =>
  [...offeredOptions(registry).values()].map(choice);

export const triggerChoices = (triggers: Triggers) => [...triggers.values()].map(choice);

/** What a project of ours can lose, beside additions. */
const ownRemovable = (manifest: Manifest): readonly Removable[] => [
  ...manifest.instances.map(({ name, pattern }) => ({ kind: kindOfPattern(pattern), name })),
  ...PROJECT_OPTIONS.filter((each) => each.isIn(manifest)).map(
    ({ id }) => ({ kind: 'option', name: id }) as const,
  ),
];

/** What can be removed, each once. */
export function removable(disk: Disk): readonly Removable[] {
  const manifest = readAnyManifest(disk);
  const own = isOwnProject(manifest) ? ownRemovable(manifest) : [];
  const all = [...own, ...manifest.additions];
  return [...new Map(all.map((each) => [commandFor(each), each])).values()];
}

/** Whether the words that name it begin with these. */
export const beginsWith = (words: readonly string[]) => (one: Removable) =>
  words.every((word, n) => wordsFor(one)[n] === word);
