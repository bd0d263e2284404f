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

/** A construct that the stack's constructor makes in its own scope: `new Orders(this, 'Orders')`. */
export interface MadeConstruct {
  readonly className: string;
  readonly id: string;
}

/** The place in a stack for a new construct. */
export interface StackAnchors extends FileAnchors {
  /** End of the last statement of the stack's constructor. */
  readonly statements: number;
  /** White space in front of a statement of the constructor. */
  readonly indent: string;
  readonly constructs: readonly MadeConstruct[];
}

export type LocateStack = (text: string) => StackAnchors | NoAnchors;

const statementOf = ({ className }: ConstructOp, quote: string) =>
  `new ${className}(this, ${quote}${className}${quote});`;

const has = ({ constructs }: StackAnchors, { className }: ConstructOp) =>
  constructs.some((made) => made.className === className && made.id === className);

/** Why the name cannot come into the stack a second time; undefined when it is free. */
const clash = (anchors: StackAnchors, op: ConstructOp) =>
  anchors.constructs.some(({ id }) => id === op.className)
    ? `the stack has another "${op.className}"`
    : clashIn(anchors, op);

const editsFor = (text: string, anchors: StackAnchors, op: ConstructOp): TextEdit[] => [
  behind(text, anchors.imports, importLine(op, anchors.quote)),
  behind(text, anchors.statements, anchors.indent + statementOf(op, anchors.quote)),
];

/** Whether the result holds the construct, and all else is where it was: a comment may have swallowed a line. */
function isSound(text: string, edits: readonly TextEdit[], locate: LocateStack, op: ConstructOp) {
  const before = locate(text);
  const after = locate(applyEdits(text, edits));
  if ('reason' in before || 'reason' in after) return false;
  const isMoved = after.imports > before.imports && after.statements > before.statements;
  return isMoved && has(after, op) && after.constructs.length === before.constructs.length + 1;
}

/** An editor that gives a stack one import and one `new Orders(this, 'Orders')`, where `locate` says. */
export const cdkEditor =
  (locate: LocateStack) =>
  (marked: string, op: ConstructOp): Edit =>
    behindMark(marked, (text) => {
      const anchors = locate(text);
      const refuse = (why: NoAnchors) => refused(op, statementOf(op, "'"), why);
      if ('reason' in anchors) return refuse(anchors);
      if (has(anchors, op)) return { status: 'present' };
      const reason = clash(anchors, op);
      if (reason) return refuse({ reason });
      const edits = editsFor(text, anchors, op);
      return isSound(text, edits, locate, op) ? { status: 'edited', edits } : refuse(UNSAFE);
    });
