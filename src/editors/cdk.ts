import type { ConstructOp } from '../core/pattern.ts';
import {
  applyEdits,
  type Edit,
  insertion,
  lineEnd,
  type TextEdit,
  withEndOfLine,
} from '../core/text-edit.ts';
import { behindMark } from './byte-order-mark.ts';

/** A construct that the stack's constructor makes in its own scope: `new Orders(this, 'Orders')`. */
export interface MadeConstruct {
  readonly className: string;
  readonly id: string;
}

/** Where a stack takes a new construct, whoever found it. Offsets in UTF-16 units. */
export interface StackAnchors {
  /** End of the last import declaration. */
  readonly imports: number;
  /** End of the last statement of the stack's constructor. */
  readonly statements: number;
  /** White space in front of a statement of the constructor. */
  readonly indent: string;
  readonly quote: "'" | '"';
  /** Identifiers that the file uses: a class of such a name could mean something else in it. */
  readonly identifiers: ReadonlySet<string>;
  readonly constructs: readonly MadeConstruct[];
}

export interface NoAnchors {
  readonly reason: string;
  readonly line?: number;
}

export type LocateStack = (text: string) => StackAnchors | NoAnchors;

const lines = ({ className, module }: ConstructOp, quote: string) => ({
  importLine: `import { ${className} } from ${quote}${module}${quote};`,
  statement: `new ${className}(this, ${quote}${className}${quote});`,
});

function refused(op: ConstructOp, { reason, line }: NoAnchors): Edit {
  const { importLine, statement } = lines(op, "'");
  return { status: 'refused', reason, at: { line }, paste: `${importLine}\n${statement}` };
}

const has = ({ constructs }: StackAnchors, { className }: ConstructOp) =>
  constructs.some((made) => made.className === className && made.id === className);

/** Why the name cannot come into the stack a second time; undefined when it is free. */
function clash({ constructs, identifiers }: StackAnchors, { className }: ConstructOp) {
  if (constructs.some(({ id }) => id === className)) return `the stack has another "${className}"`;
  return identifiers.has(className) ? `the file has a ${className} of its own` : undefined;
}

function editsFor(text: string, anchors: StackAnchors, op: ConstructOp): TextEdit[] {
  const { importLine, statement } = lines(op, anchors.quote);
  const behind = (offset: number, line: string) =>
    insertion(lineEnd(text, offset), withEndOfLine(`\n${line}`, text));
  return [
    behind(anchors.imports, importLine),
    behind(anchors.statements, anchors.indent + statement),
  ];
}

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
      if ('reason' in anchors) return refused(op, anchors);
      if (has(anchors, op)) return { status: 'present' };
      const reason = clash(anchors, op);
      if (reason) return refused(op, { reason });
      const edits = editsFor(text, anchors, op);
      if (isSound(text, edits, locate, op)) return { status: 'edited', edits };
      return refused(op, { reason: 'it is written in a way that cannot be extended safely' });
    });
