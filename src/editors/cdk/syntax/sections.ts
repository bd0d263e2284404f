import { ts } from 'ts-morph';

/** A line of a comment that sets apart what follows: `// --- Queues ---`, `//////`, `// #region Queues`. */
const HEADING =
  /^\s*(\/{4,}|(\/\/|\/?\*+)?\s*([-=#*~_─━═])\3{2,}|(\/\/|\/?\*+)?\s*(#region\b|MARK:))/;

/** Whether a comment in front of a statement is a heading. */
const hasHeading = (text: string, statement: ts.Statement) =>
  (ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? []).some(({ pos, end }) =>
    text
      .slice(pos, end)
      .split('\n')
      .some((line) => HEADING.test(line)),
  );

/** Where the section of a statement ends: the next heading in its block, or else nowhere. */
export const sectionEnd = (
  text: string,
  { statements }: ts.Block | ts.SourceFile,
  statement: ts.Statement,
): number =>
  statements.find((each) => each.pos >= statement.end && hasHeading(text, each))?.pos ??
  Number.POSITIVE_INFINITY;
