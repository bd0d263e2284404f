import type { ConstructOp } from '../../core/pattern.ts';
import { clashIn, type FileAnchors, type NoAnchors, statementEditor } from './syntax/file.ts';

/** A construct that the stack's constructor makes in its own scope: `new Orders(this, 'Orders')`. */
export interface MadeConstruct {
  readonly className: string;
  readonly id: string;
}

/** The place in a stack for a new construct. */
export interface StackAnchors extends FileAnchors {
  /** End of the call of the stack's own base class. */
  readonly base: number;
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

/** An editor that gives a stack one import and one `new Orders(this, 'Orders')`, where `locate` says. */
export const cdkEditor = statementEditor<StackAnchors, ConstructOp>({
  of: statementOf,
  isThere: has,
  clash,
  place: (_, { base, statements, indent }, { isFirst }) => [isFirst ? base : statements, indent],
  isSound: (before, after, op) =>
    after.statements > before.statements &&
    has(after, op) &&
    after.constructs.length === before.constructs.length + 1,
});
