import { bug } from '../core/errors.ts';
import type { Insertion, Recorder, Span } from '../core/record.ts';
import { withoutMark } from './byte-order-mark.ts';
import { recordJson } from './json/record.ts';
import { type FileKind, kindOf } from './kinds.ts';
import { recordSamconfig } from './sam/samconfig/record.ts';

/** What records the insertions into one kind of file. */
export type RecordKind = (
  after: string,
  spans: readonly Span[],
  before: string,
) => readonly Insertion[];

const ALWAYS: Partial<Record<FileKind, RecordKind>> = {
  json: recordJson,
  samconfig: recordSamconfig,
};

/** A recorder for the kinds whose parsers are loaded. */
export const recorderOf =
  (kinds: Partial<Record<FileKind, RecordKind>>): Recorder =>
  (path, before, after, spans) => {
    const record = { ...ALWAYS, ...kinds }[kindOf(path, after)];
    if (!record) throw bug(`Nothing records what is inserted into ${path}`);
    const text = withoutMark(after);
    const mark = after.length - text.length;
    const moved = spans.map(({ start, end }) => ({ start: start - mark, end: end - mark }));
    return record(text, moved, withoutMark(before));
  };
