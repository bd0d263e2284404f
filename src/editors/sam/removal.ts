import { isMap, type Pair, type YAMLMap } from 'yaml';
import { type Insertion, isWithin, type Span } from '../../core/record.ts';
import { applyEdits, editedPart, lineOf, type TextEdit } from '../../core/tree/text-edit.ts';
import {
  type Cut,
  type Cutting,
  type KeptInsertion,
  type Located,
  type NotCut,
  type OwnedInsertion,
  settle,
} from '../cutting.ts';
import { editsIn, type Going, isEmptied, modelWithout, type Plan } from './cut.ts';
import { asInserted, type Entry, extentOf, locateEntry } from './entries.ts';
import { isSame, modelOf } from './model.ts';
import { type Gone, referredName, wordsThatStay } from './references.ts';
import { restoreValues } from './restore.ts';
import { rangeOf, readSource, type Source, startOf, startsOf, valueEnd } from './source.ts';

/** An insertion that is there, with its entry. */
interface Found {
  readonly insertion: Insertion;
  readonly entry: Entry;
}

interface Judged extends Found, Located {
  /** Undefined when it was edited. */
  readonly extent: Span | undefined;
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
    const { start, end } = extentOf(this.source, entry);
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
      return [{ insertion, entry: { map, pair }, extent: undefined, isAsMade: false }];
    }
    const holes = this.within(insertion).map((each) => this.#hole(each));
    const extent = asInserted(this.source, entry, insertion, holes);
    return [{ insertion, entry, extent, isAsMade: extent !== undefined }];
  }

  shown = ({ insertion, entry }: Found) => ({
    name: insertion.at.at(-1)!,
    line: lineOf(this.source.text, startOf(entry.pair)),
  });
}

/** Something in an entry that does not go with it: of another owner, or of the user in a section that came into it. */
function strangerIn(template: Template, { insertion }: Judged, gone: Gone): Pair | undefined {
  return template
    .within(insertion)
    .flatMap(({ insertion: inner, entry: { pair } }) =>
      inner.hash === undefined && isMap(pair.value) ? pair.value.items : [pair],
    )
    .find((pair) => !gone.has(pair));
}

/** What uses an entry: something in it that stays, or else a value that has its name. */
function usesIn(template: Template, going: readonly Judged[]) {
  const gone = new Set(going.map(({ entry }) => entry.pair));
  const words = wordsThatStay(template.source.root, gone);
  return (each: Judged) => {
    const name = referredName(each.insertion.at) ?? '';
    const stranger = strangerIn(template, each, gone);
    const offset = stranger ? startOf(stranger) : words.get(name);
    return offset === undefined
      ? undefined
      : { user: `in line ${lineOf(template.source.text, offset)}` };
  };
}

/** Where a section ends that has nothing left. */
const sectionEnd = ({ text }: Source, pair: Pair, inner: readonly Span[]) =>
  Math.max(...inner.map(({ end }) => end), valueEnd(text, pair));

/** Whether somebody has written a comment into a section, beside the entries that go. */
function hasComments(source: Source, pair: Pair, inner: readonly Span[]): boolean {
  const start = rangeOf(pair.key)![1];
  return editedPart(source.text, start, sectionEnd(source, pair, inner), inner).includes('#');
}

/** Removes sections that were inserted with the removed entries and are empty now; leaves the others. */
function emptySections(
  template: Template,
  going: Map<Pair, Going>,
  kept: KeptInsertion[],
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
      kept.push({ insertion, why: 'edited', ...template.shown({ insertion, entry }) });
    } else {
      const start = startsOf(source, pair)[0]!;
      const extent = { start, end: sectionEnd(source, pair, inner) };
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
export function cutTemplate(before: string, cutting: Cutting): Cut | NotCut {
  const original = readSource(before);
  if ('reason' in original) return original;
  const { text, restored } = restoreValues(original, cutting.changed);
  const source = readSource(text);
  if ('reason' in source) return source;
  const template = new Template(source, cutting);
  const judged = cutting.going
    .filter(({ hash, isFound }) => hash !== undefined && !isFound)
    .flatMap((each) => template.judge(each));
  const settled = settle(judged, (going) => usesIn(template, going), template.shown);
  const going = new Map<Pair, Going>(
    settled.going.map(({ entry, extent, insertion: { before } }) => [
      entry.pair,
      { extent: extent!, before },
    ]),
  );
  const kept = [...settled.kept];
  const plan: Plan = { going, emptied: emptySections(template, going, kept) };
  const left = applyEdits(text, editsIn(source, source.root, plan));
  const after = readSource(left);
  if ('reason' in after || !isSame(modelOf(after.root), modelWithout(source.root, plan)))
    return UNSAFE;
  return { text: left, kept, inherited: inheritedOf(template, plan), restored };
}
