import type { ConstructOp } from '../core/pattern.ts';
import { type Edit, insertion, lineEnd, withEndOfLine } from '../core/text-edit.ts';

/** Where a stack takes a new construct, whoever found it. Offsets in UTF-16 units. */
export interface StackAnchors {
  /** End of the last import declaration. */
  readonly imports: number;
  /** End of the last statement of the stack's constructor. */
  readonly statements: number;
  /** White space in front of a statement of the constructor. */
  readonly indent: string;
  readonly quote: "'" | '"';
  /** Identifiers declared at the top of the file. */
  readonly declared: ReadonlySet<string>;
  /** Construct ids that the constructor gives to a class of that name. */
  readonly constructs: ReadonlyMap<string, string>;
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

/** An editor that gives a stack one import and one `new Orders(this, 'Orders')`, where `locate` says. */
export const cdkEditor =
  (locate: LocateStack) =>
  (text: string, op: ConstructOp): Edit => {
    const anchors = locate(text);
    if ('reason' in anchors) return refused(op, anchors);
    if (anchors.constructs.get(op.className) === op.className) return { status: 'present' };
    if (anchors.declared.has(op.className))
      return refused(op, { reason: `the file has a ${op.className} of its own` });
    const { importLine, statement } = lines(op, anchors.quote);
    return {
      status: 'edited',
      edits: [
        insertion(lineEnd(text, anchors.imports), withEndOfLine(`\n${importLine}`, text)),
        insertion(
          lineEnd(text, anchors.statements),
          withEndOfLine(`\n${anchors.indent}${statement}`, text),
        ),
      ],
    };
  };
