import { commandFor, kindOfPattern } from '../../core/additions.ts';
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

const chosenFor = (manifest: Manifest) =>
  PROJECT_OPTIONS.filter((each) => each.isIn(manifest)).map(({ id }) => `option ${id}`);

/** What can be removed, as the words behind `remove`. */
export function removable(disk: Disk): readonly Choice[] {
  const manifest = readAnyManifest(disk);
  const instances = isOwnProject(manifest)
    ? manifest.instances.map(({ name, pattern }) => `${kindOfPattern(pattern)} ${name}`)
    : [];
  const options = isOwnProject(manifest) ? chosenFor(manifest) : [];
  const all = new Set([...instances, ...options, ...manifest.additions.map(commandFor)]);
  return [...all].map((value) => ({ value, label: value }));
}
