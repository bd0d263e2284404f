import { existingInstance } from '../fold/existing-instance.ts';
import { finish, newDraft, type Plan, readManifest } from '../fold/pipeline.ts';
import { inOrder } from '../fold/resolve.ts';
import type { Manifest } from '../manifest.ts';
import type { Ports } from '../ports.ts';
import { changeSet } from '../tree/change-set.ts';
import { type Base, Tree } from '../tree/tree.ts';
import { convert, type Target } from './convert.ts';

/** Another choice for a whole project. */
export interface Choice {
  /** As messages name it. */
  readonly name: string;
  /** What the project would be made of; a notice, in place of a change, where it is made so already. */
  of(manifest: Manifest): Target | string;
}

/** Plans to make of a project what another choice for all of it would have made. */
export function planConversion({ name, of }: Choice, base: Base, ports: Ports): Plan {
  const read = readManifest(base);
  const instances = read.instances.map((each) => existingInstance(ports, each));
  const manifest = { ...read, instances };
  const chosen = of(manifest);
  const tree = new Tree(base);
  if (typeof chosen === 'string')
    return { ...changeSet(tree, [chosen]), manifest: read, described: [] };
  const to = { ...chosen, instances: inOrder(ports.registry, chosen.instances) };
  const after = convert({ tree, manifest, name }, to, ports);
  const draft = newDraft(to.project, tree, after.files);
  return { ...finish(draft, ports, to.instances, after), described: [] };
}
