import { stringify } from 'yaml';
import { type Entry, entriesOf, referencesOf } from '../../infrastructure/sam/entries.ts';
import { prefix } from '../names.ts';
import { belongings, isFunction, isNamedAfter, leastOf, shapeOf } from './sam-beside.ts';
import { respelled } from './spellings.ts';

/** What a new function gets beside it, as lines of our fragments. */
export interface Companions {
  readonly resources: readonly string[];
  readonly outputs: readonly string[];
  readonly notices: readonly string[];
  /** Ids of the functions and belongings that they were written after, each with that of the new one. */
  readonly ids: ReadonlyMap<string, string>;
}

interface Found {
  readonly entry: Entry;
  readonly fn: Entry;
}

/** The belongings that most functions have, of the one that a new function is written after where it has them. */
function usual(
  entries: readonly Entry[],
  siblings: readonly Entry[],
  model: string,
): readonly Found[] {
  const found = new Map<string, Found[]>();
  for (const fn of siblings)
    for (const entry of belongings(entries, fn)) {
      const shape = shapeOf(entry, fn);
      if (shape !== undefined) found.set(shape, [...(found.get(shape) ?? []), { entry, fn }]);
    }
  return [...found].flatMap(([shape, all]) => {
    const owners = new Set(all.map(({ fn }) => fn.id)).size;
    if (owners * 2 <= siblings.length || owners < leastOf(shape)) return [];
    const chosen = all.some(({ fn }) => fn.id === model) ? model : all.at(-1)!.fn.id;
    return all.filter(({ fn }) => fn.id === chosen);
  });
}

/** A belonging's id for the new function: with the function's name in it as the other has its own; no output has a type. */
function idFor({ entry, fn }: Found, id: string): string | undefined {
  const [old, now] = [prefix(fn.id, 1).pascal, prefix(id, 1).pascal];
  if (entry.id.includes(fn.id)) return entry.id.replace(fn.id, id);
  if (entry.id.startsWith(old)) return now + entry.id.slice(old.length);
  const { Type } = entry.model;
  return typeof Type === 'string' ? id + Type.split('::').at(-1) : undefined;
}

/** The text with the new ids in place of those that it was copied from. */
export const withIds = (text: string, ids: ReadonlyMap<string, string>) =>
  text.replace(/\w+/g, (word) => ids.get(word) ?? word);

const NAMED = /^(\s*)["']?\w*(Name|Description)["']?:/;

/** Names that no two resources may share. */
const UNIQUE = /^\s*["']?(AlarmName|LogGroupName|FilterName|QueueName|FunctionName)["']?:/;

/** A line with the names of the new function in it. */
export function renamedLine(
  line: string,
  ids: ReadonlyMap<string, string>,
  fn: string,
  id: string,
): string {
  const text = withIds(line, ids);
  if (!NAMED.test(line) || text !== line) return text;
  const head = NAMED.exec(line)![0];
  const value = line.slice(head.length);
  if (/^\s*!(Ref|GetAtt)\b/.test(value)) return line;
  return head + respelled(value, prefix(fn, 1), prefix(id, 1));
}

const linesOf = ({ entry }: Found) =>
  (
    entry.text ??
    stringify({ [entry.id]: entry.model }, { lineWidth: 0 })
      .trimEnd()
      .replace(/^/gm, '  ')
  ).split('\n');

/** The lines of a belonging as the new function's own; undefined where it would have the same name as the other's. */
function renamed(found: Found, ids: ReadonlyMap<string, string>, id: string): string | undefined {
  const { entry, fn } = found;
  const isNamed = isNamedAfter(entry, fn);
  const lines = linesOf(found).map((line) => {
    const group = isNamed && /^(\s*LogGroupName:)/.exec(line);
    return group ? `${group[1]} !Sub /aws/lambda/\${${id}}` : renamedLine(line, ids, fn.id, id);
  });
  const isTwin = linesOf(found).some((line, n) => UNIQUE.test(line) && lines[n] === line);
  return isTwin ? undefined : lines.join('\n');
}

interface Copy {
  readonly found: Found;
  readonly own: string;
  /** Undefined where it is not copied. */
  readonly lines: string | undefined;
}

/**
 * The belongings of functions that are not copied themselves, each with the id of what the new function has in its place:
 * it is copied from another function, where both have one of its kind.
 */
function replaced(
  entries: readonly Entry[],
  free: readonly Pick<Copy, 'found' | 'own'>[],
): ReadonlyMap<string, string | undefined> {
  const copied = new Set(free.map(({ found }) => found.entry.id));
  const ofShape = new Map(free.map(({ found: { entry, fn }, own }) => [shapeOf(entry, fn), own]));
  const functions = [...new Set(free.map(({ found }) => found.fn))];
  return new Map(
    functions.flatMap((fn) =>
      belongings(entries, fn)
        .filter(({ id }) => !copied.has(id))
        .map((each) => [each.id, ofShape.get(shapeOf(each, fn))] as const),
    ),
  );
}

/** Without those that refer to what is not copied: an id of `others`, or a copy without lines. */
function complete(all: readonly Copy[], others: readonly string[]): readonly Copy[] {
  const missing = new Set([
    ...others,
    ...all.flatMap(({ found, lines }) => (lines ? [] : [found.entry.id])),
  ]);
  const isIncomplete = ({ found, lines }: Copy) =>
    lines && referencesOf(found.entry.model).some((each) => missing.has(each));
  if (!all.some(isIncomplete)) return all;
  const rest = all.map((each) => (isIncomplete(each) ? { ...each, lines: undefined } : each));
  return complete(rest, others);
}

const whyNot = ({ lines }: Copy) =>
  lines === undefined ? 'both would have one name' : 'it refers to what was not copied';

/** What the functions of a template have beside them, for a new one of that logical id. */
export function companionsFor(
  text: string,
  siblings: readonly string[],
  model: string,
  id: string,
  taken: ReadonlySet<string>,
): Companions {
  const entries = entriesOf(text);
  const functions = entries.filter((each) => isFunction(each) && siblings.includes(each.id));
  const all = usual(entries, functions, model).flatMap((found) => {
    const own = idFor(found, id);
    return own === undefined ? [] : [{ found, own }];
  });
  const isFree = (own: string) => !taken.has(own) && !entries.some((each) => each.id === own);
  const free = all.filter(
    ({ own }, n) => isFree(own) && all.findIndex((each) => each.own === own) === n,
  );
  const owners = new Set(all.map(({ found }) => found.fn.id));
  const others = [...replaced(entries, free)];
  const ids = new Map([
    ...[...owners].flatMap(
      (fn) =>
        [
          [fn, id],
          [`${fn}Role`, `${id}Role`],
        ] as const,
    ),
    ...free.map(({ found, own }) => [found.entry.id, own] as const),
    ...others.flatMap(([other, own]) => (own === undefined ? [] : [[other, own] as const])),
  ]);
  const missing = others.flatMap(([other, own]) => (own === undefined ? [other] : []));
  const tried = free.map(({ found, own }) => ({ found, own, lines: renamed(found, ids, id) }));
  const written = complete(tried, missing);
  const of = (section: Entry['section']) =>
    written.flatMap(({ found, lines }) =>
      found.entry.section === section && lines ? [lines] : [],
    );
  const left = tried.filter((_, n) => written[n]!.lines === undefined);
  for (const { found } of left) ids.delete(found.entry.id);
  return {
    ids,
    resources: of('Resources'),
    outputs: of('Outputs'),
    notices: left.map(
      (each) => `${each.found.entry.id} was not copied for ${id}: ${whyNot(each)}. Add it by hand`,
    ),
  };
}

/** The last of the entries behind a function that belong to it: nothing comes between them. */
export function lastBelonging(text: string, id: string): string {
  const entries = entriesOf(text).filter(({ section }) => section === 'Resources');
  const at = entries.findIndex((each) => each.id === id);
  const fn = entries[at];
  if (!fn) return id;
  const others = entries.filter((each) => isFunction(each) && each !== fn);
  const used = new Set(others.flatMap((each) => referencesOf(each.model)));
  // Its role, and what else only it names
  const named = referencesOf(fn.model).filter((each) => !used.has(each));
  const own = new Set([...belongings(entries, fn).map((each) => each.id), ...named]);
  const behind = entries.slice(at + 1);
  const end = behind.findIndex((each) => !own.has(each.id));
  return (end < 0 ? behind : behind.slice(0, end)).at(-1)?.id ?? id;
}
