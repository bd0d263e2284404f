import type { ConstructOp } from '../core/pattern.ts';
import { type Edit, insertion, lineEnd, withEndOfLine } from '../core/text-edit.ts';
import { behindMark } from './byte-order-mark.ts';
import type { NoAnchors } from './cdk.ts';

type AppOp = ConstructOp & { readonly app: string };

/** End of a file's last import declaration, in UTF-16 units. */
export type LocateImports = (text: string) => number | NoAnchors;

function edit(locate: LocateImports, text: string, op: AppOp): Edit {
  const { className, module, app } = op;
  const imported = `import { ${className} } from '${module}';`;
  if (text.split(/\r?\n/).includes(app)) return { status: 'present' };
  const imports = locate(text);
  if (typeof imports !== 'number')
    return {
      status: 'refused',
      reason: imports.reason,
      at: { line: imports.line },
      paste: `${imported}\n${app}`,
    };
  const behind = (offset: number, line: string) =>
    insertion(offset, withEndOfLine(`\n${line}`, text));
  return {
    status: 'edited',
    edits: [behind(lineEnd(text, imports), imported), behind(text.trimEnd().length, app)],
  };
}

/** An editor that gives the app's module one import, and at its end the statement that makes a pattern's own stacks. */
export const cdkAppEditor =
  (locate: LocateImports) =>
  (text: string, op: AppOp): Edit =>
    behindMark(text, (unmarked) => edit(locate, unmarked, op));
