import type { ConstructOp } from '../core/pattern.ts';
import { type Edit, insertion, lineEnd, withEndOfLine } from '../core/text-edit.ts';
import type { NoAnchors } from './cdk.ts';

/** End of a file's last import declaration, in UTF-16 units. */
export type LocateImports = (text: string) => number | NoAnchors;

/** An editor that gives the app's module one import, and at its end the statement that makes a pattern's own stacks. */
export const cdkAppEditor =
  (locate: LocateImports) =>
  (text: string, { className, module, app }: ConstructOp & { readonly app: string }): Edit => {
    const imported = `import { ${className} } from '${module}';`;
    if (text.split(/\r?\n/).includes(app)) return { status: 'present' };
    const imports = locate(text);
    if (typeof imports !== 'number')
      return { status: 'refused', ...imports, paste: `${imported}\n${app}` };
    const behind = (offset: number, line: string) =>
      insertion(offset, withEndOfLine(`\n${line}`, text));
    const end = text.trimEnd().length;
    return {
      status: 'edited',
      edits: [behind(lineEnd(text, imports), imported), behind(end, app)],
    };
  };
