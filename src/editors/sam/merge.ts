import { isAlias, isMap, isScalar, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import {
  applyEdits,
  type Edit,
  insertion,
  lineEnd,
  lineOf,
  type TextEdit,
  withEndOfLine,
} from '../../core/tree/text-edit.ts';
import { behindMark } from '../byte-order-mark.ts';
import { CANNOT_EXTEND, hasAnchor, isAnAlias, isMergedIn } from '../refusals.ts';
import { anchorsOf, mergedEntries, usedAnchor } from './anchors.ts';
import { itemsOf } from './items.ts';
import { editSamJson, isJson } from './json.ts';
import { isIntrinsic, isSame, isShared, keyOf, modelOf, union } from './model.ts';
import { sectionBefore } from './sections.ts';
import {
  columnOf,
  contentEnd,
  emptyBraces,
  find,
  isSpaced,
  isTwice,
  lift,
  readSource,
  type Source,
  startOf,
  type Unreadable,
} from './source.ts';

interface Refusal extends Unreadable {
  readonly paste: string;
}

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

/** A mapping of the host that takes entries: under `parent`, or the whole file; no map while it is empty. */
interface Place {
  readonly parent?: Pair;
  readonly map?: YAMLMap;
}

/** Entries of one mapping of the fragment that the host does not have. */
interface Group {
  readonly map: YAMLMap;
  readonly pairs: readonly Pair[];
}

interface Merge {
  readonly host: Source;
  readonly from: Source;
  /** The resource that new ones come behind; the last one if not given. */
  readonly behind?: string;
}

const placeColumn = (host: Source, { parent, map }: Place) =>
  map?.items[0] ? columnOf(host, map.items[0]) : columnOf(host, parent!) + host.style.step;

/** The section that a new one comes behind. */
const pairBefore = (map: YAMLMap, key: string): Pair | undefined =>
  map.items[sectionBefore(map.items.map(keyOf), key)];

/** The entry that new ones come behind. */
function lastOf({ behind }: Merge, { parent, map }: Place, first: Pair): Pair | undefined {
  if (!parent && map) return pairBefore(map, keyOf(first));
  const named = behind && map && parent && keyOf(parent) === 'Resources' && find(map, behind);
  return named || map?.items.at(-1);
}

function insertInto(both: Merge, place: Place, group: Group): TextEdit {
  const { host, from } = both;
  const last = lastOf(both, place, group.pairs[0]!);
  const own = place.map && place.map.items.length > 1;
  const gap = (own ? isSpaced(host, place.map) : isSpaced(from, group.map)) ? '\n\n' : '\n';
  const toColumn = placeColumn(host, place);
  const blocks = group.pairs.map((pair) => lift(from, pair, toColumn, host.style));
  const at = last ? contentEnd(host, last) : lineEnd(host.text, startOf(place.parent!));
  return insertion(at, withEndOfLine((last ? gap : '\n') + blocks.join(gap), host.text));
}

/** One entry alone does not say where it belongs, nor what it refers to: all of the fragment is pasted. */
function refuse({ host, from }: Merge, mine: Pair | undefined, reason: string): never {
  const line = mine && lineOf(host.text, startOf(mine));
  throw new Refused({ reason, line, paste: from.text });
}

function refuseFlow(both: Merge, { parent, map }: Place): never {
  const name = parent ? keyOf(parent) : 'it';
  refuse(both, parent ?? map!.items[0], `${name} is written in flow style`);
}

/** The host's own entry of that name; which of two is meant cannot be known. */
function mineIn(both: Merge, map: YAMLMap, pair: Pair): Pair | undefined {
  const mine = find(map, keyOf(pair));
  if (mine && isTwice(map, keyOf(pair))) refuse(both, mine, `it has ${keyOf(pair)} twice`);
  return mine;
}

/** New sections by the one that they come behind. */
function bySection(map: YAMLMap, pairs: readonly Pair[]): readonly (readonly Pair[])[] {
  const groups = new Map<Pair | undefined, Pair[]>();
  for (const pair of pairs) {
    const before = pairBefore(map, keyOf(pair));
    groups.set(before, [...(groups.get(before) ?? []), pair]);
  }
  return [...groups.values()];
}

/** An entry of its own would hide the one that a merge key brings. */
function refuseMerged(both: Merge, map: YAMLMap, pairs: readonly Pair[]): void {
  for (const { key, by } of mergedEntries(both.host.root, map))
    if (pairs.some((pair) => keyOf(pair) === key)) refuse(both, by, isMergedIn(key));
}

/** The edits that give a place all entries of `theirs` it does not have, mappings merged recursively. */
function merge(both: Merge, place: Place, theirs: YAMLMap): TextEdit[] {
  const mineOf = (pair: Pair) => place.map && mineIn(both, place.map, pair);
  const pairs = theirs.items.filter((pair) => !mineOf(pair));
  if (pairs.length > 0 && place.map?.flow) refuseFlow(both, place);
  if (place.map) refuseMerged(both, place.map, pairs);
  const inner = theirs.items.flatMap((pair) => {
    const mine = mineOf(pair);
    return mine ? mergePair(both, mine, pair) : [];
  });
  const groups = place.parent || !place.map ? [pairs] : bySection(place.map, pairs);
  return [
    ...inner,
    ...groups
      .filter((each) => each.length > 0)
      .map((each) => insertInto(both, place, { map: theirs, pairs: each })),
  ];
}

/** The items that a list does not have, behind its last one. */
function appendItems(both: Merge, parent: Pair, theirs: YAMLSeq): TextEdit[] {
  const { host, from } = both;
  const mine = parent.value as YAMLSeq;
  const last = itemsOf(host, mine).at(-1);
  if (mine.flow || !last) refuse(both, parent, `${keyOf(parent)} is written in flow style`);
  const known = mine.items.map(modelOf);
  const absent = itemsOf(from, theirs).filter(
    ({ value }) => !known.some((each) => isSame(each, modelOf(value))),
  );
  const blocks = absent.map((item) => lift(from, item, columnOf(host, last), host.style));
  const text = withEndOfLine(`\n${blocks.join('\n')}`, host.text);
  return blocks.length === 0 ? [] : [insertion(contentEnd(host, last), text)];
}

const isEmpty = ({ value }: Pair) => value === null || (isScalar(value) && value.value === null);

/** The one edit that is no pure insertion: `{}` cannot take an entry of block style, and goes. */
function mergeMap(both: Merge, parent: Pair, theirs: YAMLMap): TextEdit[] | undefined {
  const [start, end] = emptyBraces(both.host, parent) ?? [];
  if (start !== undefined)
    return [{ start, end: end!, text: '' }, ...merge(both, { parent }, theirs)];
  if (isMap(parent.value) && !isIntrinsic(modelOf(parent.value)))
    return merge(both, { parent, map: parent.value }, theirs);
  return isEmpty(parent) ? merge(both, { parent }, theirs) : undefined;
}

function mergePair(both: Merge, parent: Pair, theirs: Pair): TextEdit[] {
  const inMap = isMap(theirs.value) && theirs.value.items.length > 0;
  const edits = inMap ? mergeMap(both, parent, theirs.value as YAMLMap) : undefined;
  if (edits) return unshared(both, parent, edits);
  if (isSame(modelOf(parent.value), modelOf(theirs.value))) return [];
  if (isShared(keyOf(parent), parent.value, theirs.value))
    return unshared(both, parent, appendItems(both, parent, theirs.value as YAMLSeq));
  if (isAlias(parent.value)) return refuse(both, parent, isAnAlias(keyOf(parent), parent.value));
  return refuse(both, parent, `it has another ${keyOf(parent)}`);
}

/** What is added below an anchor would come to its aliases, too. */
function unshared(both: Merge, parent: Pair, edits: TextEdit[]): TextEdit[] {
  const anchor = edits.length > 0 && usedAnchor(both.host.root, parent.value);
  return anchor
    ? refuse(both, parent, hasAnchor(`what is added to ${keyOf(parent)}`, anchor))
    : edits;
}

function read(text: string, paste: string): Source {
  const source = readSource(text);
  if ('reason' in source) throw new Refused({ ...source, paste });
  return source;
}

/** Whether the result holds the host and the fragment, and nothing else has changed. */
function isSound({ host, from }: Merge, text: string): boolean {
  const result = readSource(text);
  if ('reason' in result) return false;
  const expected = union(modelOf(host.root), modelOf(from.root));
  return (
    isSame(modelOf(result.root), expected) && isSame(anchorsOf(result.root), anchorsOf(host.root))
  );
}

function mergeTexts(text: string, fragment: string, behind?: string): Edit {
  const both: Merge = {
    host: read(text, fragment),
    from: read(fragment, fragment),
    ...(behind ? { behind } : {}),
  };
  const edits = merge(both, { map: both.host.root }, both.from.root);
  if (edits.length === 0) return { status: 'present' };
  if (isSound(both, applyEdits(text, edits))) return { status: 'edited', edits };
  const reason = CANNOT_EXTEND;
  throw new Refused({ reason, paste: fragment });
}

/**
 * Merges a SAM fragment into a template: every entry it does not have is lifted over as text, new resources
 * behind the one called `behind`, or behind all.
 */
export function editSam(text: string, fragment: string, behind?: string): Edit {
  try {
    return behindMark(text, (unmarked) =>
      isJson(unmarked)
        ? editSamJson(unmarked, fragment, behind)
        : mergeTexts(unmarked, fragment, behind),
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { reason, line, paste } = error.refusal;
    return { status: 'refused', reason, at: { line }, paste };
  }
}
