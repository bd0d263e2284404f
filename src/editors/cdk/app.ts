import type { ConstructOp } from '../../core/pattern.ts';
import { applyEdits, type Edit, type TextEdit } from '../../core/tree/text-edit.ts';
import { behindMark } from '../byte-order-mark.ts';
import {
  behind,
  clashIn,
  type FileAnchors,
  importLine,
  type NoAnchors,
  refused,
  UNSAFE,
} from './syntax/file.ts';

type AppOp = ConstructOp & { readonly app: string };

/** Where the app's module takes an import, and the statements behind its imports. */
export interface AppAnchors extends FileAnchors {
  readonly statements: readonly string[];
}

export type LocateApp = (text: string) => AppAnchors | NoAnchors;

/** Whether the result has the statement at its end, and all else is where it was: a comment may have swallowed a line. */
function isSound(text: string, edits: readonly TextEdit[], locate: LocateApp, { app }: AppOp) {
  const before = locate(text);
  const after = locate(applyEdits(text, edits));
  if ('reason' in before || 'reason' in after) return false;
  const isMoved = after.imports > before.imports;
  return isMoved && after.statements.join('\n') === [...before.statements, app].join('\n');
}

function edit(locate: LocateApp, text: string, op: AppOp): Edit {
  const anchors = locate(text);
  if ('reason' in anchors) return refused(op, op.app, anchors);
  if (anchors.statements.includes(op.app)) return { status: 'present' };
  const reason = clashIn(anchors, op);
  if (reason) return refused(op, op.app, { reason });
  const edits = [
    behind(text, anchors.imports, importLine(op, anchors.quote)),
    behind(text, text.trimEnd().length, op.app),
  ];
  if (isSound(text, edits, locate, op)) return { status: 'edited', edits };
  return refused(op, op.app, UNSAFE);
}

/** An editor that gives the app's module one import, and at its end the statement that makes a pattern's own stacks. */
export const cdkAppEditor =
  (locate: LocateApp) =>
  (text: string, op: AppOp): Edit =>
    behindMark(text, (unmarked) => edit(locate, unmarked, op));
