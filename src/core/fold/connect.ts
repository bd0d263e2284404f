import { refusal, unwritten } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { apply, type Draft, partKey, SAM_TEMPLATE } from './apply.ts';
import type { Connection } from './connections.ts';
import { foldParts } from './parts.ts';
import { substitute } from './render.ts';

/** The resources that the fragments of a connection add to; none is of its own. */
function addedTo({ templates }: Ports, { option, contribution }: Connection): readonly string[] {
  return (contribution.sam ?? []).flatMap((source) => {
    const [file, replace] =
      typeof source === 'string' ? [source, {}] : [source.fragment, source.replace];
    const text = substitute(templates.read(`patterns/${option.pattern}/${file}`)!, replace);
    return Array.from(text.matchAll(/^ {2}(\w+):$/gm), ([, id]) => id!);
  });
}

/** What the user has taken out or renamed since cannot be added to. */
function refuseMissing({ tree }: Draft, ports: Ports, connection: Connection): void {
  const text = tree.read(SAM_TEMPLATE) ?? '';
  const isThere = (id: string) => new RegExp(`^\\s*["']?${id}["']?\\s*:`, 'm').test(text);
  const missing = addedTo(ports, connection).find((id) => !isThere(id));
  if (missing === undefined) return;
  const { option, other } = connection;
  throw refusal(`${SAM_TEMPLATE} has no ${missing} of "${other.name}" for "${option.name}"`, {
    at: { path: SAM_TEMPLATE },
    hint: unwritten('Restore it from version control, or remove the instance.'),
  });
}

/** What connects an option with an instance is a part of its own, which needs both. */
export function foldConnection(draft: Draft, ports: Ports, connection: Connection): void {
  const { option, other, contribution } = connection;
  if (draft.project.iac === 'sam') refuseMissing(draft, ports, connection);
  foldParts(draft, ports, contribution.requires ?? []);
  const owner = {
    key: partKey(`${option.name}/${other.name}`),
    folder: `patterns/${option.pattern}`,
  };
  apply(draft, ports, owner, { ...contribution, uses: [option.name, other.name] });
}
