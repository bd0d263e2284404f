import type { Delivery, How, Node } from '../../graph.ts';
import type { Reading, Target } from './reading.ts';
import type { Keys } from './template.ts';

const present = (properties: Delivery): Delivery =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));

/** Adds that one delivers events to another. */
export function addInvokes(
  { template, edges }: Reading,
  how: How,
  from: Node,
  { node: to, qualifier }: Target,
  at: Keys,
  properties: Delivery,
): void {
  const place = template.placeOf(at);
  edges.push({
    kind: 'invokes',
    how,
    from,
    to,
    place,
    properties: present({ ...properties, qualifier }),
  });
}
