import type { ConstructOp } from '../../../core/pattern.ts';
import { type Edit, insertion, lineEnd, withEndOfLine } from '../../../core/tree/text-edit.ts';
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

export const importLine = ({ className, module }: ConstructOp, quote: string) =>
  `import { ${className} } from ${quote}${module}${quote};`;

/** A line of its own behind the line of `offset`. */
export const behind = (text: string, offset: number, line: string) =>
  insertion(lineEnd(text, offset), withEndOfLine(`\n${line}`, text));

/** Why the file cannot import the name; undefined when it is free. */
export const clashIn = ({ identifiers }: FileAnchors, { className }: ConstructOp) =>
  identifiers.has(className) ? `the file has a ${className} of its own` : undefined;

export const refused = (op: ConstructOp, statement: string, { reason, line }: NoAnchors): Edit => ({
  status: 'refused',
  reason,
  at: { line },
  paste: `${importLine(op, "'")}\n${statement}`,
});
