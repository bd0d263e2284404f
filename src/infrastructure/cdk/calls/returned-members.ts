import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { makerOf } from '../../../editors/cdk/syntax/makers.ts';
import { referenceOf, referenceTo } from '../../../editors/cdk/syntax/reference.ts';
import { outermost } from '../../../editors/cdk/syntax/source.ts';
import type { Reached } from '../reached.ts';
import { keyOf, locate } from '../read/locate.ts';
import { type Changed, changedIn, isChanged, isMoved } from '../source/changed.ts';
import type { Bound } from '../source/scope.ts';
import { partsOf, returnedBy } from './parts.ts';

/** How the value of a call leads to a construct that it makes. */
interface Returned {
  /** The step that makes what the members lead to: the construct, or what it is made in. */
  readonly at: number;
  readonly members: readonly string[];
}

type Way = Pick<Reached, 'steps' | 'member'>;

/** How many objects and lists are in each other that a call returns. */
const DEPTH = 4;

const isIndex = (key: string) => /^\d+$/.test(key);

interface Held {
  readonly members: readonly string[];
  readonly value: Bound;
}

/** What an expression holds: itself, or the parts of an object or a list that is written out. */
function heldBy(disk: Disk, value: Bound, members: readonly string[] = []): readonly Held[] {
  const parts = members.length < DEPTH ? partsOf(disk, value) : undefined;
  if (!parts) return [{ members, value }];
  return [...parts.known].flatMap(([key, part]) => heldBy(disk, part, [...members, key]));
}

/** What the code behind a call changes of the object or the list that it returns. */
function changedBehind({ node }: Reached['steps'][number]): Changed {
  const { parent } = outermost(node);
  return ts.isVariableDeclaration(parent)
    ? changedIn(makerOf(node).node, parent.name.getText())
    : new Set();
}

/** How what the place of a construct calls returns it, or what it is made in, which comes behind. */
export function returnedMembers(disk: Disk, { steps, member }: Way): readonly Returned[] {
  const [place] = steps;
  const value = ts.isCallExpression(place.node) ? returnedBy(disk, place) : undefined;
  if (!value) return [];
  const ways = steps.map((_, n) => keyOf(disk, { steps: steps.slice(0, n + 1) }));
  if (member !== undefined) ways.push(keyOf(disk, { steps, member }));
  const changed = changedBehind(place);
  const isSame = ({ members: [first] }: Held) =>
    first === undefined || !(isChanged(changed, first) || (isIndex(first) && isMoved(changed)));
  return heldBy(disk, value)
    .filter(isSame)
    .map(({ members, value: each }) => {
      const found = locate(disk, each);
      return { members, at: found && !found.attribute ? ways.lastIndexOf(keyOf(disk, found)) : 0 };
    })
    .filter(({ at }) => at > 0)
    .toSorted((a, b) => b.at - a.at);
}

/** What a construct is called at its place, where that has a name for it. */
export function nameAt(disk: Disk, made: Way): string | undefined {
  const { steps, member } = made;
  const last = steps.length - (member === undefined ? 1 : 0);
  const way = returnedMembers(disk, made).find(({ at }) => at === last);
  return way ? referenceTo(steps[0].node, way.members) : referenceOf(steps[0].node);
}
