import { bug } from '../core/errors.ts';
import { withoutMark } from './byte-order-mark.ts';
import type { Cut, Cutting, NotCut } from './cutting.ts';
import { cutJson } from './json/removal.ts';
import { type FileKind, kindOf } from './kinds.ts';
import { cutSamconfig } from './sam/samconfig/removal.ts';

/** What takes insertions out of one kind of file. */
export type CutKind = (text: string, cutting: Cutting) => Cut | NotCut;

/** Takes insertions out of a file of any kind. */
export type Cutter = (path: string, text: string, cutting: Cutting) => Cut | NotCut;

const ALWAYS: Partial<Record<FileKind, CutKind>> = { json: cutJson, samconfig: cutSamconfig };

/** A cutter for the kinds whose parsers are loaded. */
export const cutterOf =
  (kinds: Partial<Record<FileKind, CutKind>>): Cutter =>
  (path, text, cutting) => {
    const cut = { ...ALWAYS, ...kinds }[kindOf(path, text)];
    if (!cut) throw bug(`Nothing takes out what was inserted into ${path}`);
    const bare = withoutMark(text);
    const result = cut(bare, cutting);
    if ('reason' in result) return result;
    return { ...result, text: text.slice(0, text.length - bare.length) + result.text };
  };
