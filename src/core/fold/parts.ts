import type { Workshop } from '../ports.ts';
import { apply, type Draft, partKey } from './apply.ts';
import { partClosure } from './resolve.ts';

/** What is there is what the manifest names: an older version's patterns may have needed other parts. */
function foldPart(draft: Draft, workshop: Workshop, id: string): void {
  const part = workshop.registry.parts.get(id)!;
  const owner = { key: partKey(id), folder: `parts/${part.folder ?? id}` };
  if (draft.standing.has(owner.key) || draft.created.has(owner.key)) return;
  apply(draft, workshop, owner, part.contribute(draft.project));
}

/** The parts of these ids, and those that they need, where the project does not have them yet. */
export function foldParts(draft: Draft, workshop: Workshop, ids: readonly string[]): void {
  for (const id of partClosure(workshop.registry, draft.project, ids))
    foldPart(draft, workshop, id);
}
