import type { ConstructOp } from '../../../core/pattern.ts';
import {
  applyEdits,
  type Edit,
  insertion,
  lineEnd,
  withEndOfLine,
} from '../../../core/tree/text-edit.ts';
import { behindMark } from '../../byte-order-mark.ts';
import { CANNOT_EXTEND } from '../../refusals.ts';

/** What every CDK file that takes an import says of itself. Offsets in UTF-16 units. */
export interface FileAnchors {
  /** End of the last import declaration. */
  readonly imports: number;
  readonly quote: "'" | '"';
  /** Identifiers that the file uses: what is imported under such a name could mean something else in it. */
  readonly identifiers: ReadonlySet<string>;
}

export interface NoAnchors {
  readonly reason: string;
  readonly line?: number;
}

export const UNSAFE: NoAnchors = {
  reason: CANNOT_EXTEND,
};

const importLine = ({ className, module }: ConstructOp, quote: string) =>
  `import { ${className} } from ${quote}${module}${quote};`;

/** A line of its own behind the line of `offset`. */
const behind = (text: string, offset: number, line: string) =>
  insertion(lineEnd(text, offset), withEndOfLine(`\n${line}`, text));

/** Why the file cannot import the name; undefined when it is free. */
export const clashIn = ({ identifiers }: FileAnchors, { className }: ConstructOp) =>
  identifiers.has(className) ? `the file has a ${className} of its own` : undefined;

const refused = (op: ConstructOp, statement: string, { reason, line }: NoAnchors): Edit => ({
  status: 'refused',
  reason,
  at: { line },
  paste: `${importLine(op, "'")}\n${statement}`,
});

/** How a file takes the statement that makes a construct, behind what imports it. */
interface Statement<Anchors extends FileAnchors, Op extends ConstructOp> {
  readonly of: (op: Op, quote: string) => string;
  readonly isThere: (anchors: Anchors, op: Op) => boolean;
  /** Why the file cannot take it; undefined when it can. */
  readonly clash: (anchors: Anchors, op: Op) => string | undefined;
  /** The offset behind whose line it comes, and its indent. */
  readonly place: (text: string, anchors: Anchors, op: Op) => readonly [at: number, indent: string];
  /** Whether all else is where it was: a comment may have swallowed a line. */
  readonly isSound: (before: Anchors, after: Anchors, op: Op) => boolean;
}

/** An editor that gives a file one import and one statement, where `locate` says. */
export const statementEditor =
  <Anchors extends FileAnchors, Op extends ConstructOp>(statement: Statement<Anchors, Op>) =>
  (locate: (text: string) => Anchors | NoAnchors) =>
  (marked: string, op: Op): Edit =>
    behindMark(marked, (text) => {
      const refuse = (why: NoAnchors) => refused(op, statement.of(op, "'"), why);
      const anchors = locate(text);
      if ('reason' in anchors) return refuse(anchors);
      if (statement.isThere(anchors, op)) return { status: 'present' };
      const reason = statement.clash(anchors, op);
      if (reason) return refuse({ reason });
      const [at, indent] = statement.place(text, anchors, op);
      const edits = [
        behind(text, anchors.imports, importLine(op, anchors.quote)),
        behind(text, at, indent + statement.of(op, anchors.quote)),
      ];
      const after = locate(applyEdits(text, edits));
      if ('reason' in after || after.imports <= anchors.imports) return refuse(UNSAFE);
      return statement.isSound(anchors, after, op) ? { status: 'edited', edits } : refuse(UNSAFE);
    });
