import type { LocateStack } from './cdk.ts';
import type { LocateImports } from './cdk-app.ts';

const IMPORT = /^import .*;$/gm;
const CONSTRUCT = /^ {4}new (\w+)\(this, '(\w+)'\);$/gm;
const STATEMENT = /^ {4}(super\(.*\)|new (\w+)\(this, '(\w+)'\));$/gm;

const last = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].at(-1);

const identifiersIn = (text: string) =>
  new Set(text.replace(/'[^']*'/g, '').match(/[A-Za-z_$][\w$]*/g));

/**
 * Finds the anchors in the stack that `templates/base` ships and nobody has edited yet, so that creating a
 * project need not load a TypeScript parser. A test holds it against the parser's own answer.
 */
export const locateInTemplateStack: LocateStack = (text) => {
  const imported = last(text, IMPORT);
  const statement = last(text, STATEMENT);
  if (!imported || !statement) return { reason: 'it is not the stack of the template' };
  const made = [...text.matchAll(CONSTRUCT)];
  return {
    imports: imported.index + imported[0].length,
    statements: statement.index + statement[0].length,
    indent: '    ',
    quote: "'",
    identifiers: identifiersIn(text),
    constructs: made.map(([, className, id]) => ({ className: className!, id: id! })),
  };
};

/** The same for the imports of the template's app. */
export const locateInTemplateApp: LocateImports = (text) => {
  const imported = last(text, IMPORT);
  return imported
    ? imported.index + imported[0].length
    : { reason: 'it is not the app of the template' };
};
