import { findNodeAtLocation, getNodeValue, type Node, type ParseError, parse } from 'jsonc-parser';
import { type Insertion, isAt } from '../../core/record.ts';
import { applyEdits, lineOf, type TextEdit } from '../../core/tree/text-edit.ts';
import {
  type Cut,
  type Cutting,
  fromList,
  type Located,
  type NotCut,
  type OwnedInsertion,
  type Settled,
  settle,
  type Use,
} from '../cutting.ts';
import { NO_JSON } from '../refusals.ts';
import { jsonHash } from '../tokens/hash.ts';
import { endOf, parseJson } from './nodes.ts';
import { elementOf, LIST } from './record.ts';

/** An insertion that is there: a property, or an element of a list. */
interface InJson extends Located {
  readonly node: Node;
}

const lastKey = ({ at }: Insertion) => at.at(-1)!;

function locate(root: Node, insertion: Insertion): InJson | undefined {
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
  lastKey(one) === lastKey(other) &&
  (isPackage(one) ? isPackage(other) : one.at[0] === other.at[0]);

/** Whether a script that stays runs a program of that name. */
function isRun(root: Node, key: string, going: readonly InJson[]): boolean {
  const scripts = findNodeAtLocation(root, ['scripts'])?.children ?? [];
  return scripts
    .filter((script) => !going.some(({ node }) => node === script))
    .some(({ children }) =>
      String(children?.[1]?.value)
        .split(/[\s;&|]+/)
        .includes(key),
    );
}

/** What needs an insertion: another owner, code that imports a package, or a script. */
const usesIn = (root: Node, { others, importerOf }: Cutting, going: readonly InJson[]) =>
  function useOf({ insertion }: InJson): Use | undefined {
    const heir = others.find((each) => isSamePlace(insertion, each.insertion));
    if (heir) return { heir: heir.owner };
    if (!isPackage(insertion)) return undefined;
    const key = lastKey(insertion);
    const user = importerOf?.(key) ?? (isRun(root, key, going) ? 'by a script' : undefined);
    return user === undefined ? undefined : { user };
  };

/** What a list that came says beside what it came for: it held before, unsaid, and goes with the list. */
const unsaidIn = (cutting: Cutting, list: Insertion) =>
  cutting.going.filter(
    ({ at, isFound }) => isFound && at.at(-2) === LIST && isAt(list, at.slice(0, -2)),
  );

/** A section that came goes with the last of its entries; one that was empty is as it was. */
function withSections(root: Node, cutting: Cutting, settled: Settled<InJson>) {
  const going = new Set(settled.going.map(({ node }) => node));
  const emptied = new Map<Node, string>();
  const inherited: OwnedInsertion[] = [];
  const isEmptied = ({ type, children = [] }: Node, unsaid: readonly Insertion[]) =>
    ['object', 'array'].includes(type) &&
    children.length > 0 &&
    children.every(
      (each) => going.has(each) || unsaid.some((own) => lastKey(own) === elementOf(each)),
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
  const spans = children.map((each) => ({ start: each.offset, end: endOf(each) }));
  const own =
    node.type === 'property' || !children.some(isGoing)
      ? []
      : fromList(spans, (n) => isGoing(children[n]!));
  const rest = children.filter((each) => !isGoing(each));
  return [...own, ...rest.flatMap((each) => editsIn(each, going, emptied))];
}

/** Takes insertions out of a package.json or a tsconfig.json. What was edited stays, and what something needs. */
export function cutJson(text: string, cutting: Cutting): Cut | NotCut {
  const root = parseJson(text);
  const errors: ParseError[] = [];
  parse(text, errors, { allowTrailingComma: true });
  if (!root || errors.length > 0) return { reason: NO_JSON };
  const all = cutting.going
    .filter(({ hash, isFound }) => hash !== undefined && !isFound)
    .flatMap((each) => locate(root, each) ?? []);
  const settled = settle(
    all,
    (going) => usesIn(root, cutting, going),
    ({ insertion, node }) => ({ name: lastKey(insertion), line: lineOf(text, node.offset) }),
  );
  const { going, emptied, inherited } = withSections(root, cutting, settled);
  return {
    text: applyEdits(text, editsIn(root, going, emptied)),
    kept: settled.kept,
    inherited: [...settled.inherited, ...inherited],
  };
}
