import { refusal } from '../errors.ts';
import type { Workshop } from '../ports.ts';
import { apply, type Draft, partKey, SAM_TEMPLATE } from './apply.ts';
import type { Connection } from './connections.ts';
import { foldParts } from './parts.ts';
import { substitute } from './render.ts';

/** The resources that the fragments of a connection add to; none is of its own. */
function addedTo({ templates }: Workshop, { option, contribution }: Connection): readonly string[] {
  return (contribution.sam ?? []).flatMap((source) => {
    const [file, replace] =
      typeof source === 'string' ? [source, {}] : [source.fragment, source.replace];
    const text = substitute(templates.read(`patterns/${option.pattern}/${file}`)!, replace);
    return Array.from(text.matchAll(/^ {2}(\w+):$/gm), ([, id]) => id!);
  });
}

/** What the user has taken out or renamed since cannot be added to. */
function refuseMissing({ tree }: Draft, workshop: Workshop, connection: Connection): void {
  const text = tree.read(SAM_TEMPLATE) ?? '';
  const isThere = (id: string) => new RegExp(`^\\s*["']?${id}["']?\\s*:`, 'm').test(text);
  const missing = addedTo(workshop, connection).find((id) => !isThere(id));
  if (missing === undefined) return;
  const { option, other } = connection;
  throw refusal(`${SAM_TEMPLATE} has no ${missing} of "${other.name}" for "${option.name}"`, {
    at: { path: SAM_TEMPLATE },
    hint: 'Nothing was written. Restore it from version control, or remove the instance.',
  });
}

/** What connects an option with an instance is a part of its own, which needs both. */
export function foldConnection(draft: Draft, workshop: Workshop, connection: Connection): void {
  const { option, other, contribution } = connection;
  if (draft.project.iac === 'sam') refuseMissing(draft, workshop, connection);
  foldParts(draft, workshop, contribution.requires ?? []);
  const owner = {
    key: partKey(`${option.name}/${other.name}`),
    folder: `patterns/${option.pattern}`,
  };
  apply(draft, workshop, owner, { ...contribution, uses: [option.name, other.name] });
}
