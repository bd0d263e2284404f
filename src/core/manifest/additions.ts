import { type Addition, isTrigger, ownerOf, type TriggerId } from '../additions.ts';
import type { ChangedValue, Insertion, OwnerRecord, Records } from '../record.ts';
import {
  damaged,
  inside,
  type Json,
  listOf,
  object,
  oneOf,
  recordOf,
  string,
  strings,
} from './check.ts';

const KINDS = ['function', 'option', 'trigger', 'pattern'] as const;

function name(value: unknown, what: string): string {
  if (/^[\w-]+$/.test(string(value, what))) return value as string;
  throw damaged(`${what} is ${JSON.stringify(value)}, which is no name`);
}

function ordinal(value: unknown, what: string): number {
  if (Number.isInteger(value) && (value as number) > 0) return value as number;
  throw damaged(`${what} is ${JSON.stringify(value)}, not a count`);
}

/** Schema 1 has a trigger's function, type and ordinal in one text: `resize/sqs-2`. */
function triggerOfKey(value: unknown, what: string): TriggerId {
  const [, fn, type, count = '1'] =
    /^([\w-]+)\/([\w-]*?[a-z0-9]*[a-z][a-z0-9]*)(?:-(\d+))?$/.exec(string(value, what)) ?? [];
  if (!fn || !type) throw damaged(`${what} is ${JSON.stringify(value)}, which names no trigger`);
  return { function: fn, type, ordinal: Number(count) };
}

const triggerOf = (data: Json, what: string): TriggerId =>
  data.key === undefined
    ? {
        function: name(data.function, `${what}.function`),
        type: name(data.type, `${what}.type`),
        ordinal: ordinal(data.ordinal ?? 1, `${what}.ordinal`),
      }
    : triggerOfKey(data.key, `${what}.key`);

export function parseAddition(value: unknown, what: string): Addition {
  const data = object(value, what);
  const kind = oneOf(data.kind, KINDS, `${what}.kind`);
  const common = {
    options: strings(data.options, `${what}.options`),
    ...(data.isLeft === true && { isLeft: true }),
  };
  if (kind === 'trigger') return { kind, ...triggerOf(data, what), ...common };
  const own = data.key === undefined ? 'name' : 'key';
  return { kind, name: name(data[own], `${what}.${own}`), ...common };
}

/** As the manifest has it. */
export const shownAddition = (addition: Addition): object =>
  isTrigger(addition) && addition.ordinal === 1
    ? Object.fromEntries(Object.entries(addition).filter(([key]) => key !== 'ordinal'))
    : addition;

function parseInsertion(value: unknown, what: string): Insertion {
  const { at, isFound, ...texts } = object(value, what);
  const keys = ['hash', 'before', 'after', 'was'] as const;
  const own = keys.flatMap((key) =>
    texts[key] === undefined ? [] : [[key, string(texts[key], `${what}.${key}`)] as const],
  );
  const path = listOf(at, `${what}.at`, string);
  // An object that was empty may be the whole file
  if (path.length === 0 && texts.was === undefined) throw damaged(`${what}.at is empty`);
  return { at: path, ...Object.fromEntries(own), ...(isFound === true && { isFound }) };
}

const insertions = (value: unknown, what: string) => listOf(value, what, parseInsertion);
const texts = (value: unknown, what: string) => listOf(value, what, string);

function parseChanged(value: unknown, what: string): ChangedValue {
  const { at, was, hash } = object(value, what);
  return {
    at: listOf(at, `${what}.at`, string),
    was: string(was, `${what}.was`),
    hash: string(hash, `${what}.hash`),
  };
}

const changedValues = (value: unknown, what: string) => listOf(value, what, parseChanged);

function parseRecord(value: unknown, what: string): OwnerRecord {
  const data = object(value, what);
  return {
    version: string(data.version, `${what}.version`),
    needs: listOf(data.needs ?? [], `${what}.needs`, string),
    inserted: recordOf(data.inserted ?? {}, `${what}.inserted`, insertions, inside),
    ...(data.changed !== undefined && {
      changed: recordOf(data.changed, `${what}.changed`, changedValues, inside),
    }),
    ...(data.texts !== undefined && {
      texts: recordOf(data.texts, `${what}.texts`, texts, inside),
    }),
  };
}

export const parseRecords = (value: unknown = {}): Records => recordOf(value, 'made', parseRecord);

/** What additions of schema 1 say of themselves: the texts that they inserted. */
export function recordsOfTexts(value: unknown = []): Records {
  const all = listOf(value, 'additions', (each, what) => {
    const data = object(each, what);
    const own = recordOf(data.inserted, `${what}.inserted`, texts, inside);
    return [
      ownerOf(parseAddition(each, what)),
      { version: '', needs: [], inserted: {}, texts: own },
    ] as const;
  });
  return Object.fromEntries(all);
}

const isBefore = (a: Insertion, b: Insertion) => (a.at.join('\0') < b.at.join('\0') ? -1 : 1);

/** As the manifest has it: what is empty is left out, and insertions are sorted by their places. */
export const shownRecord = ({
  version,
  needs,
  inserted,
  changed,
  texts: old,
}: OwnerRecord): object => ({
  version,
  ...(needs.length > 0 && { needs }),
  ...(Object.keys(inserted).length > 0 && {
    inserted: Object.fromEntries(
      Object.entries(inserted).map(([path, all]) => [path, all.toSorted(isBefore)]),
    ),
  }),
  ...(changed && { changed }),
  ...(old && { texts: old }),
});
