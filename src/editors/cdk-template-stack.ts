import type { LocateStack } from './cdk.ts';

const last = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].at(-1);

/**
 * Finds the anchors in the stack that `templates/base` ships and nobody has edited yet, so that creating a
 * project need not load a TypeScript parser. The fold law holds it against the parser's own answer.
 */
export const locateInTemplateStack: LocateStack = (text) => {
  const imported = last(text, /^import .*;$/gm);
  const statement = last(text, /^ {4}(super\(.*\)|new (\w+)\(this, '(\w+)'\));$/gm);
  if (!imported || !statement) return { reason: 'it is not the stack of the template' };
  const constructs = [...text.matchAll(/^ {4}new (\w+)\(this, '(\w+)'\);$/gm)];
  const names = [...text.matchAll(/^import .*?\{ (.*) \}/gm)].flatMap((m) => m[1]!.split(', '));
  return {
    imports: imported.index + imported[0].length,
    statements: statement.index + statement[0].length,
    indent: '    ',
    quote: "'",
    declared: new Set(names),
    constructs: new Map(constructs.map(([, className, id]) => [className!, id!])),
  };
};
