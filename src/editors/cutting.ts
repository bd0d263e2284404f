import type { ChangedValue, Insertion } from '../core/record.ts';

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
