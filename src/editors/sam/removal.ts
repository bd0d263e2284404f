import { isMap, type Pair, type YAMLMap } from 'yaml';
import type { Insertion } from '../../core/record.ts';
import { applyEdits, editedPart, type TextEdit } from '../../core/tree/text-edit.ts';
import { withoutMark } from '../byte-order-mark.ts';
import type { Cut, Cutting, KeptInsertion, NotCut, OwnedInsertion } from '../cutting.ts';
import { editsIn, type Going, isEmptied, modelWithout, type Plan } from './cut.ts';
import { asInserted, type Entry, type Extent, extentOf, locateEntry } from './entries.ts';
import { isSame, modelOf } from './model.ts';
import { referredName, wordsThatStay } from './references.ts';
import { restoreValues } from './restore.ts';
import { lineOf, rangeOf, readSource, type Source, startOf, startsOf, valueEnd } from './source.ts';

const isWithin = ({ at }: Insertion, outer: Insertion) =>
  at.length > outer.at.length && outer.at.every((key, n) => key === at[n]);

/** An insertion that is there, with its entry. */
interface Found {
  readonly insertion: Insertion;
  readonly entry: Entry;
}

interface Judged extends Found {
  /** Undefined when it was edited. */
  readonly extent: Extent | undefined;
}

class Template {
  readonly source: Source;
  readonly cutting: Cutting;

  constructor(source: Source, cutting: Cutting) {
    this.source = source;
    this.cutting = cutting;
  }

  get #known(): readonly Insertion[] {
    const { going, others } = this.cutting;
    return [...going, ...others.map(({ insertion }) => insertion)];
  }

  /** What has come into an entry since, the outermost of each. */
  within(outer: Insertion): readonly Found[] {
    const all = this.#known.filter((each) => isWithin(each, outer));
    const outermost = all.filter((each) => !all.some((other) => isWithin(each, other)));
    return outermost.flatMap((insertion) => {
      const entry = locateEntry(this.source, insertion.at);
      return entry && entry !== 'twice' ? [{ insertion, entry }] : [];
    });
  }

  #hole({ insertion, entry }: Found): TextEdit {
    const [start, end] = extentOf(this.source, entry);
    if (insertion.was === undefined) return { start, end, text: '' };
    const { text } = this.source;
    const colon = text.indexOf(':', rangeOf(entry.pair.key)![1]) + 1;
    return { start: colon, end, text: insertion.was };
  }

  judge(insertion: Insertion): readonly Judged[] {
    const entry = locateEntry(this.source, insertion.at);
    if (!entry) return [];
    if (entry === 'twice') {
      const [map, pair] = [this.source.root, this.source.root.items[0]!];
      return [{ insertion, entry: { map, pair }, extent: undefined }];
    }
    const holes = this.within(insertion).map((each) => this.#hole(each));
    return [{ insertion, entry, extent: asInserted(this.source, entry, insertion, holes) }];
  }

  line = (pair: Pair) => lineOf(this.source.text, startOf(pair));
}

type Keep = (found: Found, why: KeptInsertion['why'], userOffset?: number) => void;

/** Keeps what something that stays needs, until nothing changes. */
function settle(template: Template, judged: readonly Judged[], keep: Keep): Map<Pair, Going> {
  const { source } = template;
  const going = new Map<Pair, Going>();
  for (const each of judged) {
    const { insertion, entry, extent } = each;
    if (extent) going.set(entry.pair, { extent, before: insertion.before });
    else keep(each, 'edited');
  }
  const stay = (each: Judged, why: KeptInsertion['why'], offset?: number) => {
    going.delete(each.entry.pair);
    keep(each, why, offset);
  };
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    const words = wordsThatStay(source.root, new Set(going.keys()));
    for (const each of judged.filter(({ entry }) => going.has(entry.pair))) {
      const name = referredName(each.insertion.at);
      const used = name === undefined ? undefined : words.get(name);
      const strange = firstStrange(template, each, going);
      if (used === undefined && strange === undefined) continue;
      isSettled = false;
      stay(each, strange?.why ?? 'used', strange?.offset ?? used);
    }
  }
  return going;
}

/** Something in an entry that does not go with it: of another owner, or of the user in a section that came into it. */
function firstStrange(template: Template, { insertion }: Judged, going: ReadonlyMap<Pair, Going>) {
  for (const { insertion: inner, entry } of template.within(insertion)) {
    const { value } = entry.pair;
    const own = inner.hash === undefined && isMap(value) ? value.items : [entry.pair];
    const strange = own.find((pair) => !going.has(pair));
    if (strange) return { offset: startOf(strange), why: 'used' as const };
  }
  return undefined;
}

/** Where a section ends that has nothing left. */
const sectionEnd = ({ text }: Source, pair: Pair, inner: readonly Extent[]) =>
  Math.max(...inner.map(([, end]) => end), valueEnd(text, pair));

/** Whether somebody has written a comment into a section, beside the entries that go. */
function hasComments(source: Source, pair: Pair, inner: readonly Extent[]): boolean {
  const start = rangeOf(pair.key)![1];
  const cuts = inner.map(([from, to]) => ({ start: from, end: to }));
  return editedPart(source.text, start, sectionEnd(source, pair, inner), cuts).includes('#');
}

/** Removes sections that were inserted with the removed entries and are empty now; leaves the others. */
function emptySections(
  template: Template,
  going: Map<Pair, Going>,
  keep: Keep,
): ReadonlyMap<Pair, string> {
  const { source, cutting } = template;
  const own = cutting.going
    .filter((each) => each.hash === undefined && !each.isFound)
    .toSorted((a, b) => b.at.length - a.at.length);
  const emptied = new Map<Pair, string>();
  for (const insertion of own) {
    const entry = locateEntry(source, insertion.at);
    if (!entry || entry === 'twice' || !isEmptied(entry.pair.value, going)) continue;
    const { pair, map } = entry;
    const inner = (pair.value as YAMLMap).items.map((each) => going.get(each)!.extent);
    if (insertion.was !== undefined) emptied.set(pair, insertion.was);
    else if (map.flow) going.set(pair, { extent: extentOf(source, entry), before: undefined });
    else if (hasComments(source, pair, inner)) {
      emptied.set(pair, ' {}');
      keep({ insertion, entry }, 'edited');
    } else {
      const start = startsOf(source, pair)[0]!;
      const extent = [start, sectionEnd(source, pair, inner)] as const;
      going.set(pair, { extent, before: insertion.before });
    }
  }
  return new Map([...othersEmptied(template, going, emptied), ...emptied]);
}

/** A mapping of the user's that has lost all that was in it stays, as an empty one. */
function othersEmptied(
  { source }: Template,
  going: ReadonlyMap<Pair, Going>,
  known: ReadonlyMap<Pair, string>,
) {
  const found = new Map<Pair, string>();
  const visit = (node: unknown): void => {
    if (!isMap(node)) return;
    for (const pair of node.items) {
      if (going.has(pair)) continue;
      if (isEmptied(pair.value, going) && !known.has(pair)) found.set(pair, ' {}');
      visit(pair.value);
    }
  };
  visit(source.root);
  return found;
}

/** What a section, or what it was before, is to an owner that has entries in it. */
function inheritedOf({ source, cutting }: Template, plan: Plan): readonly OwnedInsertion[] {
  return cutting.going
    .filter(({ hash, isFound }) => hash === undefined && !isFound)
    .flatMap((insertion) => {
      const entry = locateEntry(source, insertion.at);
      if (!entry || entry === 'twice' || plan.going.has(entry.pair)) return [];
      if (plan.emptied.has(entry.pair)) return [];
      const heir = cutting.others.find((each) => isWithin(each.insertion, insertion));
      return heir ? [{ owner: heir.owner, insertion }] : [];
    });
}

const UNSAFE: NotCut = { reason: 'what would be left of it would mean something else' };

/**
 * Takes insertions out of a template. What was edited stays, and so does what something that stays refers to. What is
 * left means what the template meant, less those entries; else nothing is taken out.
 */
export function cutTemplate(marked: string, cutting: Cutting): Cut | NotCut {
  const bare = withoutMark(marked);
  const { text, restored } = restoreValues(bare, cutting.changed);
  const source = readSource(text);
  if ('reason' in source) return source;
  const template = new Template(source, cutting);
  const judged = cutting.going
    .filter(({ hash, isFound }) => hash !== undefined && !isFound)
    .flatMap((each) => template.judge(each));
  const kept: KeptInsertion[] = [];
  const keep: Keep = ({ insertion, entry }, why, offset) => {
    const user = offset === undefined ? undefined : `in line ${lineOf(text, offset)}`;
    const name = insertion.at.at(-1)!;
    kept.push({ insertion, name, why, line: template.line(entry.pair), ...(user && { user }) });
  };
  const going = settle(template, judged, keep);
  const emptied = emptySections(template, going, keep);
  const plan: Plan = { going, emptied };
  const left = applyEdits(text, editsIn(source, source.root, plan));
  const after = readSource(left);
  if ('reason' in after || !isSame(modelOf(after.root), modelWithout(source.root, plan)))
    return UNSAFE;
  const inherited = inheritedOf(template, plan);
  const mark = marked.slice(0, marked.length - bare.length);
  return { text: mark + left, kept, inherited, restored };
}
