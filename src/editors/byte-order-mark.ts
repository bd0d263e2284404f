import type { Edit } from '../core/tree/text-edit.ts';

export const withoutMark = (text: string) => text.replace(/^\uFEFF/, '');

/** Runs an editor on a text without its byte order mark, and moves what it answers behind the mark. */
export function behindMark(text: string, edit: (text: string) => Edit): Edit {
  if (!text.startsWith('\uFEFF')) return edit(text);
  const result = edit(text.slice(1));
  if (result.status !== 'edited') return result;
  return {
    ...result,
    edits: result.edits.map((e) => ({ ...e, start: e.start + 1, end: e.end + 1 })),
  };
}
