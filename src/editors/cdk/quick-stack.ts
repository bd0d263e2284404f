import type { LocateApp } from './app.ts';
import type { LocateStack } from './construct.ts';
import type { FileAnchors } from './syntax/file.ts';

const IMPORT = /^import .*;$/gm;
const CONSTRUCT = /^ {4}new (\w+)\(this, '(\w+)'\);$/gm;
const STATEMENT = /^ {4}(super\(.*\)|new (\w+)\(this, '(\w+)'\));$/gm;

const last = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].at(-1);

const identifiersIn = (text: string) =>
  new Set(text.replace(/'[^']*'/g, '').match(/[A-Za-z_$][\w$]*/g));

function locateFile(text: string): FileAnchors | undefined {
  const imported = last(text, IMPORT);
  if (!imported) return undefined;
  const imports = imported.index + imported[0].length;
  return { imports, quote: "'", identifiers: identifiersIn(text) };
}

/**
 * Finds the anchors in the stack that `templates/base` ships and nobody has edited yet, so that creating a
 * project need not load a TypeScript parser. A test holds it against the parser's own answer.
 */
export const locateInTemplateStack: LocateStack = (text) => {
  const anchors = locateFile(text);
  const statement = last(text, STATEMENT);
  if (!anchors || !statement) return { reason: 'it is not the stack of the template' };
  const made = [...text.matchAll(CONSTRUCT)];
  return {
    ...anchors,
    statements: statement.index + statement[0].length,
    indent: '    ',
    constructs: made.map(([, className, id]) => ({ className: className!, id: id! })),
  };
};

/** The same for the template's app, whose statements are lines. */
export const locateInTemplateApp: LocateApp = (text) => {
  const anchors = locateFile(text);
  if (!anchors) return { reason: 'it is not the app of the template' };
  const statements = text.slice(anchors.imports).split('\n').filter(Boolean);
  return { ...anchors, statements };
};
