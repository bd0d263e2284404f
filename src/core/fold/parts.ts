import type { Ports } from '../ports.ts';
import { apply, type Draft, partKey } from './apply.ts';
import { partClosure } from './resolve.ts';

/** What is there is what the manifest names: an older version's patterns may have needed other parts. */
function foldPart(draft: Draft, ports: Ports, id: string): void {
  const part = ports.registry.parts.get(id)!;
  const owner = { key: partKey(id), folder: `parts/${part.folder ?? id}` };
  if (draft.existing.has(owner.key) || draft.created.has(owner.key)) return;
  apply(draft, ports, owner, part.contribute(draft.project));
}

/** The parts of these ids, and those that they need, where the project does not have them yet. */
export function foldParts(draft: Draft, ports: Ports, ids: readonly string[]): void {
  for (const id of partClosure(ports.registry, draft.project, ids)) foldPart(draft, ports, id);
}
