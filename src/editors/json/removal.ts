import { findNodeAtLocation, getNodeValue, type Node, type ParseError, parse } from 'jsonc-parser';
import { type Insertion, isAt } from '../../core/record.ts';
import { applyEdits, type TextEdit } from '../../core/tree/text-edit.ts';
import { withoutMark } from '../byte-order-mark.ts';
import type { Cut, Cutting, KeptInsertion, NotCut, OwnedInsertion } from '../cutting.ts';
import { jsonHash } from '../tokens/hash.ts';
import { elementOf, LIST, parseJson } from './record.ts';

/** An insertion that is there: a property, or an element of a list. */
interface Located {
  readonly insertion: Insertion;
  readonly node: Node;
  readonly isAsMade: boolean;
}

const endOf = (node: Node) => node.offset + node.length;
const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length;
const keyOf = ({ at }: Insertion) => at.at(-1)!;

function locate(root: Node, insertion: Insertion): Located | undefined {
  const { at, hash } = insertion;
  const list = at.indexOf(LIST);
  if (list >= 0) {
    const array = findNodeAtLocation(root, at.slice(0, list));
    const elements = array?.type === 'array' ? array.children! : [];
    const node = elements.find((each) => jsonHash(getNodeValue(each)) === hash);
    return node && { insertion, node, isAsMade: true };
  }
  const value = findNodeAtLocation(root, [...at]);
  if (!value) return undefined;
  const isAsMade = hash === undefined || jsonHash(getNodeValue(value)) === hash;
  return { insertion, node: at.length > 0 ? value.parent! : value, isAsMade };
}

const DEPENDENCIES = /^(dev|peer|optional)?[dD]ependencies$/;

const isPackage = ({ at }: Insertion) => at.length === 2 && DEPENDENCIES.test(at[0]!);

/** Whether another owner needs the same: a package is found in whichever section it is. */
const isSamePlace = (one: Insertion, other: Insertion) =>
  keyOf(one) === keyOf(other) && (isPackage(one) ? isPackage(other) : one.at[0] === other.at[0]);

/** Whether a script that stays runs a program of that name. */
function isRun(root: Node, key: string, going: readonly Located[]): boolean {
  const scripts = findNodeAtLocation(root, ['scripts'])?.children ?? [];
  return scripts
    .filter((script) => !going.some(({ node }) => node === script))
    .some(({ children }) =>
      String(children?.[1]?.value)
        .split(/[\s;&|]+/)
        .includes(key),
    );
}

interface Settled {
  readonly going: readonly Located[];
  readonly kept: readonly KeptInsertion[];
  readonly inherited: readonly OwnedInsertion[];
}

function settle(text: string, root: Node, cutting: Cutting): Settled {
  const all = cutting.going
    .filter(({ hash, isFound }) => hash !== undefined && !isFound)
    .flatMap((each) => locate(root, each) ?? []);
  const kept: KeptInsertion[] = [];
  const inherited: OwnedInsertion[] = [];
  const asMade = all.filter(({ isAsMade }) => isAsMade);
  const keep = ({ insertion, node }: Located, why: KeptInsertion['why'], user?: string) => {
    const line = lineAt(text, node.offset);
    kept.push({ insertion, name: keyOf(insertion), line, why, ...(user && { user }) });
  };
  const userOf = ({ insertion }: Located) => {
    if (!isPackage(insertion)) return undefined;
    const key = keyOf(insertion);
    return cutting.importerOf?.(key) ?? (isRun(root, key, asMade) ? 'by a script' : undefined);
  };
  const going = asMade.filter((each) => {
    const heir = cutting.others.find(({ insertion }) => isSamePlace(each.insertion, insertion));
    const user = heir ? undefined : userOf(each);
    if (heir) inherited.push({ owner: heir.owner, insertion: each.insertion });
    if (user) keep(each, 'used', user);
    return !heir && !user;
  });
  for (const each of all) if (!each.isAsMade) keep(each, 'edited');
  return { going, kept, inherited };
}

/** Takes items out of an object or a list, each with the comma that it needs no more. */
function fromList(items: readonly Node[], goes: (node: Node) => boolean): readonly TextEdit[] {
  const firstLeft = items.findIndex((each) => !goes(each));
  if (firstLeft < 0) {
    const [first, last] = [items[0]!, items.at(-1)!];
    return [{ start: first.offset, end: endOf(last), text: '' }];
  }
  return items.flatMap((node, n) => {
    if (!goes(node)) return [];
    if (n < firstLeft) return [{ start: node.offset, end: items[n + 1]!.offset, text: '' }];
    return [{ start: endOf(items[n - 1]!), end: endOf(node), text: '' }];
  });
}

/** What a list that came says beside what it came for: it held before, unsaid, and goes with the list. */
const unsaidIn = (cutting: Cutting, list: Insertion) =>
  cutting.going.filter(
    ({ at, isFound }) => isFound && at.at(-2) === LIST && isAt(list, at.slice(0, -2)),
  );

/** A section that came goes with the last of its entries; one that was empty is as it was. */
function withSections(root: Node, cutting: Cutting, settled: Settled) {
  const going = new Set(settled.going.map(({ node }) => node));
  const emptied = new Map<Node, string>();
  const inherited: OwnedInsertion[] = [];
  const isEmptied = ({ type, children = [] }: Node, unsaid: readonly Insertion[]) =>
    ['object', 'array'].includes(type) &&
    children.length > 0 &&
    children.every(
      (each) => going.has(each) || unsaid.some((own) => keyOf(own) === elementOf(each)),
    );
  for (const insertion of cutting.going.filter(
    (each) => each.hash === undefined && !each.isFound,
  )) {
    const section = findNodeAtLocation(root, [...insertion.at]);
    if (!section) continue;
    const unsaid = unsaidIn(cutting, insertion);
    const isWithin = (each: OwnedInsertion) => each.insertion.at[0] === insertion.at[0];
    const heir = [...cutting.others, ...settled.inherited].find(isWithin);
    if (isEmptied(section, unsaid) && insertion.was !== undefined)
      emptied.set(section, insertion.was);
    else if (isEmptied(section, unsaid)) going.add(section.parent!);
    else if (heir)
      for (const each of [insertion, ...unsaid])
        inherited.push({ owner: heir.owner, insertion: each });
  }
  return { going, emptied, inherited };
}

function editsIn(
  node: Node,
  going: ReadonlySet<Node>,
  emptied: ReadonlyMap<Node, string>,
): readonly TextEdit[] {
  const was = emptied.get(node);
  if (was !== undefined) return [{ start: node.offset, end: endOf(node), text: was }];
  const children = node.children ?? [];
  const isGoing = (each: Node) => going.has(each);
  if (node.type === 'object' && children.length > 0 && children.every(isGoing))
    return [{ start: node.offset, end: endOf(node), text: '{}' }];
  const own =
    node.type === 'property' || !children.some(isGoing) ? [] : fromList(children, isGoing);
  const rest = children.filter((each) => !isGoing(each));
  return [...own, ...rest.flatMap((each) => editsIn(each, going, emptied))];
}

/** Takes insertions out of a package.json or a tsconfig.json. What was edited stays, and what something needs. */
export function cutJson(marked: string, cutting: Cutting): Cut | NotCut {
  const text = withoutMark(marked);
  const root = parseJson(text);
  const errors: ParseError[] = [];
  parse(text, errors, { allowTrailingComma: true });
  if (!root || errors.length > 0) return { reason: 'it is no valid JSON' };
  const settled = settle(text, root, cutting);
  const { going, emptied, inherited } = withSections(root, cutting, settled);
  const left = applyEdits(text, editsIn(root, going, emptied));
  return {
    text: marked.slice(0, marked.length - text.length) + left,
    kept: settled.kept,
    inherited: [...settled.inherited, ...inherited],
  };
}
