import { refusal, unwritten } from '../../../core/errors.ts';
import type { Disk } from '../../../core/tree/tree.ts';
import { classAround, makerOf } from '../../../editors/cdk/syntax/makers.ts';
import type { Made } from '../../../infrastructure/cdk/reach.ts';
import { chainOf } from '../../../infrastructure/cdk/source/classes.ts';
import { doesRun } from '../../../infrastructure/cdk/source/conditions.ts';

/** Whether the class around one extends that around the other. */
function isBelow(disk: Disk, { module, node }: Made, other: Made): boolean {
  const name = classAround(node)?.name;
  const [, ...bases] = name ? chainOf(disk, module.source, name).classes : [];
  return bases.some((each) => each.node === classAround(other.node));
}

/** Which of two the class of the other has from one that it extends; undefined where neither is. */
export function inheritedOf(
  disk: Disk,
  fn: Made,
  resource: Made,
): 'function' | 'resource' | undefined {
  if (isBelow(disk, fn, resource)) return 'resource';
  return isBelow(disk, resource, fn) ? 'function' : undefined;
}

/** Throws `refused` where the constructor of the class that is extended may not make it. */
export function refuseSometimes(disk: Disk, { id, owner, node, module, line }: Made): void {
  const scope = { module: module.source, disk };
  if (makerOf(node).kind === 'class' && doesRun({ node, scope }) === true) return;
  throw refusal(`${id} cannot be named there: ${owner} makes it under a condition alone`, {
    at: { path: module.path, line },
    hint: unwritten(`Make it in the constructor of ${owner}, or where the function is made.`),
  });
}
