import { ts } from 'ts-morph';
import type { Host, Target } from '../target.ts';
import { key } from './render.ts';
import type { Snippet } from './snippet.ts';

const classKey = (of: { module: string; name: string } | undefined, name: string) =>
  of ? key(of) : name;

/** The ids in the scope that statements come into, with the classes of what has them. */
export const idsIn = ({ constructs }: Host, { scope, owner }: Target) =>
  new Map(
    constructs
      .filter((made) => made.owner === owner && made.scope.getText() === scope)
      .map((made) => [made.id, classKey(made.of, made.className)]),
  );

export const inScope = ({ constructs }: Snippet) =>
  constructs.filter((made) => made.scope.getText() === 'scope');

/** Whether each of the snippet's constructs exists, under its id or a numbered one. */
function isThere(snippet: Snippet, ids: ReadonlyMap<string, string>): boolean {
  const made = inScope(snippet);
  const has = (id: string, of: string) =>
    [...ids].some(
      ([each, is]) => is === of && each.startsWith(id) && /^\d*$/.test(each.slice(id.length)),
    );
  return made.every(({ id, of, className }) => has(id, classKey(of, className)));
}

const plain = (text: string) => text.replace(/\s|;|,(?=\s*[)\]}])/g, '').replaceAll('"', "'");

/** Whether each statement is in the block already, whatever its layout, and the numbers of its variables. */
function isWritten({ variables }: Snippet, block: Target['block'], lines: string): boolean {
  const named = (text: string) =>
    variables.reduce((all, name) => all.replace(new RegExp(`\\b${name}\\d*\\b`, 'g'), name), text);
  const textOf = (each: ts.Statement) => plain(named(each.getText()));
  const existing = new Set(block.statements.map(textOf));
  const { statements } = ts.createSourceFile('', lines, ts.ScriptTarget.Latest, true);
  return statements.every((each) => existing.has(textOf(each)));
}

/** Whether what a snippet makes is there already; of one that makes nothing, whether its statements are. */
export const isPresent = (snippet: Snippet, host: Host, target: Target, lines: string) =>
  inScope(snippet).length > 0
    ? isThere(snippet, idsIn(host, target))
    : isWritten(snippet, target.block, lines);
