import { ts } from 'ts-morph';
import { parseDocument } from 'yaml';

/** Whether every character of `before` is still there, in its order. */
function isKept(before, after) {
  let at = 0;
  for (let i = 0; i < after.length; i++) if (after[i] === before[at]) at++;
  return at === before.length;
}

const yamlErrors = (text) =>
  parseDocument(text, { strict: false, uniqueKeys: false, logLevel: 'error' }).errors.length;

const codeErrors = (text) =>
  ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest).parseDiagnostics.length;

/** How many syntax errors a text has, by what its path ends in. */
function syntaxErrors(path, text) {
  if (/\.(ya?ml|json|template)$/.test(path)) return yamlErrors(text);
  return /\.[cm]?[jt]s$/.test(path) ? codeErrors(text) : 0;
}

/** An empty `{}` of a template is the one thing that may go. */
const withoutBraces = (text) => text.replace(/[ \t]*\{[ \t]*\}/g, '');

/** What is wrong with a change; undefined when nothing is. */
export function damage({ path, before = '', after }) {
  if (after === undefined) return `${path} would go`;
  if (!isKept(before, after) && !isKept(withoutBraces(before), after)) return `${path} loses bytes`;
  // Of what the parser did not take before, it says nothing
  const parsed = syntaxErrors(path, before) === 0;
  return parsed && syntaxErrors(path, after) > 0 ? `${path} no longer parses` : undefined;
}
