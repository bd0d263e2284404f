import type { ChangedValue, Insertion, Span } from '../core/record.ts';
import { applyEdits, type TextEdit } from '../core/tree/text-edit.ts';

/** An insertion of an owner that stays. */
export interface OwnedInsertion {
  readonly owner: string;
  readonly insertion: Insertion;
}

/** Code that uses something of another file. */
export interface Reader {
  readonly path: string;
  /** The owner that has inserted it; nobody when the user has written it. */
  readonly owner?: string;
}

/** A value that is as `--fix` left it, or was changed since. */
export interface Restored {
  readonly change: ChangedValue;
  readonly isRestored: boolean;
  /** 1-based; undefined where it no longer exists. */
  readonly line?: number;
}

/** What is to be cut out of a file, and what others have inserted into it. */
export interface Cutting {
  readonly going: readonly Insertion[];
  readonly others: readonly OwnedInsertion[];
  /** Values that get back the text that they had. */
  readonly changed?: readonly ChangedValue[];
  /** The code of another file that reads a field of what this one exports. */
  readonly readerOf?: (field: string) => Reader | undefined;
  /** The code that needs a package: "by src/a.ts". */
  readonly importerOf?: (name: string) => string | undefined;
}

/** An insertion that stays: it was edited, or something that stays needs it. */
export interface KeptInsertion {
  readonly insertion: Insertion;
  /** As a message names it. */
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  readonly why: 'edited' | 'used';
  /** What uses it: "in line 12", "by src/a.ts". */
  readonly user?: string;
}

export interface Cut {
  readonly text: string;
  readonly kept: readonly KeptInsertion[];
  /** What another owner needs, and has from now on. */
  readonly inherited: readonly OwnedInsertion[];
  readonly restored?: readonly Restored[];
}

/** Why a file is not cut at all. */
export interface NotCut {
  readonly reason: string;
  readonly line?: number | undefined;
}

/** An insertion that is in a file. */
export interface Located {
  readonly insertion: Insertion;
  /** Whether it is as it was inserted, so that it may go. */
  readonly isAsMade: boolean;
}

/** What needs an insertion that would go: an owner, which has it from now on, or else code for which it stays. */
export type Use = { readonly heir: string } | Required<Pick<KeptInsertion, 'user'>>;

export interface Settled<T> extends Pick<Cut, 'kept' | 'inherited'> {
  readonly going: readonly T[];
}

type UseOf<T> = (each: T) => Use | undefined;

/**
 * Keeps what was edited, and what something uses that stays, until nothing changes. `usesOf` is asked of all that still
 * goes, and of what others have by now.
 */
export function settle<T extends Located>(
  all: readonly T[],
  usesOf: (going: readonly T[], inherited: readonly OwnedInsertion[]) => UseOf<T>,
  shown: (each: T) => Pick<KeptInsertion, 'name' | 'line'>,
): Settled<T> {
  const keep = (each: T) => ({ insertion: each.insertion, ...shown(each) });
  const edited = all.filter(({ isAsMade }) => !isAsMade);
  const kept: KeptInsertion[] = edited.map((each) => ({ ...keep(each), why: 'edited' }));
  const inherited: OwnedInsertion[] = [];
  let going = all.filter(({ isAsMade }) => isAsMade);
  for (;;) {
    const useOf = usesOf(going, inherited);
    const uses = new Map(going.map((each) => [each, useOf(each)]));
    for (const [each, use] of uses) {
      if (!use) continue;
      if ('heir' in use) inherited.push({ owner: use.heir, insertion: each.insertion });
      else kept.push({ ...keep(each), why: 'used', ...use });
    }
    const left = going.filter((each) => !uses.get(each));
    if (left.length === going.length) return { going, kept, inherited };
    going = left;
  }
}

/** Gives values the texts that they had, unless somebody has changed them since; `find` answers where one is by now. */
export function restore(
  text: string,
  changed: readonly ChangedValue[],
  find: (change: ChangedValue) => (Span & { line: number; isAsMade: boolean }) | undefined,
) {
  const edits: TextEdit[] = [];
  const restored = changed.map((change): Restored => {
    const found = find(change);
    if (!found) return { change, isRestored: false };
    const { start, end, line, isAsMade: isRestored } = found;
    if (isRestored) edits.push({ start, end, text: change.was });
    return { change, isRestored, line };
  });
  return { text: applyEdits(text, edits), restored };
}

/** Takes items out of a list, each with the comma between it and the one before it, or else the one behind it. */
export function fromList(
  items: readonly Span[],
  goes: (n: number) => boolean,
): readonly TextEdit[] {
  const firstLeft = items.findIndex((_, n) => !goes(n));
  if (firstLeft < 0) return [{ start: items[0]!.start, end: items.at(-1)!.end, text: '' }];
  return items.flatMap(({ start, end }, n) => {
    if (!goes(n)) return [];
    if (n < firstLeft) return [{ start, end: items[n + 1]!.start, text: '' }];
    return [{ start: items[n - 1]!.end, end, text: '' }];
  });
}

/** Offset where what was inserted in front of a line begins: so many of its line breaks as are still there. */
function lineBreaksBefore(text: string, lineStart: number, before = '\n'): number {
  let start = lineStart;
  for (let n = before.split('\n').length - 1; n > 0; n--)
    start -= /\r?\n$/.exec(text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0;
  return start;
}

/** The text of lines, with the line break behind them where there is none in front. */
export function linesToCut(text: string, start: number, end: number, before?: string) {
  const from = lineBreaksBefore(text, start, before);
  const behind = from === 0 ? (/^\r?\n/.exec(text.slice(end))?.[0].length ?? 0) : 0;
  return { start: from, end: end + behind, text: '' };
}
