import {
  applyEdits,
  type Edit,
  insertion,
  type TextEdit,
  withEndOfLine,
} from '../../core/tree/text-edit.ts';
import { behindMark } from '../byte-order-mark.ts';
import { CANNOT_EXTEND } from '../refusals.ts';
import { behindStack } from './stack-target.ts';
import { constructsIn, type ResolveClass } from './syntax/constructs.ts';
import type { NoAnchors } from './syntax/file.ts';
import { withMembers } from './syntax/held.ts';
import { readImports } from './syntax/imports.ts';
import { isVersion1 } from './syntax/kinds.ts';
import { namesUsed, numbered, variableFor } from './syntax/names.ts';
import { behind, indentFor, insertBehind } from './syntax/place.ts';
import { readSource } from './syntax/source.ts';
import { quotedIn } from './syntax/tree-path.ts';
import { behindFunction, type Host, type Member, type Target, type Used } from './target.ts';
import { groupBy, importLines, mergeEdits } from './write/import-edits.ts';
import { importAnchor } from './write/import-place.ts';
import { layOut } from './write/layout.ts';
import { openedLine } from './write/open-line.ts';
import { idsIn, inScope, isPresent } from './write/present.ts';
import { type Called, LINE_WIDTH, refused } from './write/refusal.ts';
import { key, type Renaming, renderStatements } from './write/render.ts';
import { readSnippet, type Snippet } from './write/snippet.ts';
import { isSound } from './write/sound.ts';
import { type Spelling, spell } from './write/spelling.ts';
import { type CdkStyle, styleOf } from './write/style.ts';

/** How statements are written at their place. */
type Written = CdkStyle & { readonly indent: string; readonly isTyped: boolean };

/** Statements that come into a stack that somebody wrote. */
export interface StatementsOp {
  /** A module whose function `add(scope, __fn__, __resource__)` holds them. */
  readonly snippet: string;
  /** The function that they are for, by construct id or by what it is called; or the stack that takes them. */
  readonly behind:
    | { readonly functionId: string | Member; readonly owner?: string }
    | { readonly stack: string };
  /** The construct that replaces `__resource__`, named as the function is. */
  readonly resource?: string | Member;
  /** Whether they come behind the last use of the resource, and of what is made of it. */
  readonly isBehindUses?: boolean;
  /** The longest line that the file's formatter leaves alone; 100 if not given. */
  readonly lineWidth?: number;
  /** Whether the file is TypeScript, so that what the construct tree has is given its type. */
  readonly isTyped?: boolean;
  /** What classes of other modules extend; not known if not given. */
  readonly resolveClass?: ResolveClass;
}

function hostOf(text: string, resolveClass?: ResolveClass): Host | NoAnchors {
  const source = readSource(text);
  if ('reason' in source) return source;
  const imports = readImports(source.file);
  if (isVersion1(imports)) return { reason: 'it is written for version 1 of the CDK' };
  return { source, imports, constructs: constructsIn(source, imports, resolveClass) };
}

const locate = (host: Host, { behind: place, resource, isBehindUses }: StatementsOp) =>
  'stack' in place
    ? behindStack(host, place.stack)
    : behindFunction(host, { ...place, resource, isBehindUses });

/** What a construct is called, and what gives it that name. */
interface Named {
  readonly name?: string;
  readonly edits: readonly TextEdit[];
  /** What it is called where a statement has to find it in the construct tree. */
  readonly declared?: { readonly variable: string; readonly used: Used };
}

/** `const orders = this.node.findChild('Orders') as lambda.Function;` */
function declarationOf(
  { declared }: Named,
  style: Written,
  exports: ReadonlyMap<string, string>,
): readonly string[] {
  if (!declared) return [];
  const { variable, used } = declared;
  const { of, className } = used;
  const found = quotedIn(used.found!, style.quote);
  const type = style.isTyped ? ` as ${of ? exports.get(key(of)) : className}` : '';
  const line = `const ${variable} = ${found}${type}${style.semicolons ? ';' : ''}`;
  if (style.indent.length + line.length <= style.width) return [style.indent + line];
  const comma = style.hasArgumentCommas ? ',' : '';
  const opened = `findChild(\n${style.indent}${style.unit}$1${comma}\n${style.indent})`;
  return [style.indent + line.replace(/findChild\(([^()]*)\)(?= as |;|$)/, opened)];
}

/** Gives a name to what is made without one; a line that is too long with it gets one argument a line. */
function christen(text: string, made: Target['fn'], taken: Set<string>, style: Written): Named {
  if (!made) return { edits: [] };
  const nameOf = (variable: string) => withMembers(variable, made.members);
  if (made.reference) return { name: nameOf(made.reference), edits: [] };
  const variable = numbered(variableFor(made.id), taken);
  if (made.found) return { name: nameOf(variable), edits: [], declared: { variable, used: made } };
  const start = made.statement.getStart();
  const before = `const ${variable} = `;
  const opened = openedLine(text, made.statement, before.length, style);
  return { name: nameOf(variable), edits: [insertion(start, before), ...opened] };
}

/** The resource, of what the function is of too: that has been given a name already. */
function again({ name = '' }: Named, { fn, resource }: Target): Named {
  const variable = name.slice(0, name.length - withMembers('', fn!.members).length);
  return { name: withMembers(variable, resource!.members), edits: [] };
}

/** Inserts new import declarations, each below the existing import that `importAnchor` names. */
function declare(
  { source: { text }, imports }: Host,
  target: Target,
  { added, form }: Spelling,
  style: CdkStyle,
): TextEdit[] {
  const before = imports.filter(({ statement }) => statement.end <= target.statement.getStart());
  const places = groupBy(
    importLines(
      added.filter(({ into }) => !into),
      form,
      style,
    ),
    ({ module }) => importAnchor(before.length > 0 ? before : imports, module),
  );
  return places.flatMap(([anchor, lines]) => {
    if (!anchor) return [];
    const { at, isInLine } = behind(text, anchor.statement);
    const all = lines.map(({ line }) => `\n${line}`).join('');
    return [insertion(at, all + (isInLine ? '\n' : ''))];
  });
}

/** The statements as they are written; those for what may not be there ask whether it is. */
function linesOf(snippet: Snippet, renaming: Renaming, style: Written, fn: Target['fn']): string {
  const { isOptional, reference } = fn ?? {};
  const inner = isOptional ? style.indent + style.unit : style.indent;
  const lines = layOut(renderStatements(snippet, renaming, style, inner), style);
  return isOptional ? `${style.indent}if (${reference}) {\n${lines}\n${style.indent}}` : lines;
}

function planned(host: Host, target: Target, snippet: Snippet, op: StatementsOp) {
  const { source, imports } = host;
  const plain = styleOf(source, op.lineWidth ?? LINE_WIDTH);
  const indent = indentFor(source.text, target.block, target.statement, plain.unit);
  const style: Written = { ...plain, indent, isTyped: op.isTyped === true };
  const taken = namesUsed(source.nodes);
  const fn = christen(source.text, target.fn, taken, style);
  const isSame =
    target.resource !== undefined &&
    target.resource.reference === undefined &&
    target.resource.statement === target.fn?.statement;
  const resource = isSame
    ? again(fn, target)
    : christen(source.text, target.resource, taken, style);
  const ids = idsIn(host, target);
  // The class that what is found is asserted to be is imported, too
  const classes = [fn, resource].flatMap(({ declared }) => declared?.used.of ?? []);
  const uses = style.isTyped ? classes.map((of) => ({ node: snippet.block, of })) : [];
  const spelling = spell(
    { source, imports, block: target.block, taken },
    { ...snippet, uses: [...snippet.uses, ...uses] },
  );
  const names = new Map(snippet.variables.map((name) => [name, numbered(name, taken)]));
  names.set('scope', target.scope);
  if (fn.name) names.set('__fn__', fn.name);
  if (resource.name) names.set('__resource__', resource.name);
  const takenIds = new Set(ids.keys());
  const newIds = new Map(inScope(snippet).map(({ id }) => [id, numbered(id, takenIds)]));
  const renaming: Renaming = { names, ids: newIds, exports: spelling.exports };
  const lines = linesOf(snippet, renaming, style, target.fn);
  // What is there only makes constructs: their connections are another matter
  const isStrange = (target.fn?.members.length ?? 0) > 0;
  const found = [fn, resource].flatMap((each) => declarationOf(each, style, spelling.exports));
  const edits = [
    ...mergeEdits(source.text, spelling.added, style),
    ...declare(host, target, spelling, style),
    ...fn.edits,
    ...resource.edits,
    insertBehind(
      source.text,
      target.block,
      target.statement,
      [...found, lines].join('\n'),
      isStrange,
    ),
  ];
  const count = found.length + (target.fn?.isOptional ? 1 : snippet.block.statements.length);
  const inHost = (each: TextEdit) => ({ ...each, text: withEndOfLine(each.text, source.text) });
  return { lines, edits: edits.map(inHost), count };
}

const idOf = (named: string | Member) => (typeof named === 'string' ? named : named.id);

/** What is to be pasted calls the function and the resource by variables of their names. */
const calledIn = ({ behind: place, resource }: StatementsOp): Called => ({
  ...('functionId' in place && { fn: variableFor(idOf(place.functionId)) }),
  ...(resource !== undefined && { resource: variableFor(idOf(resource)) }),
});

function edit(text: string, op: StatementsOp): Edit {
  const called = calledIn(op);
  const snippet = readSnippet(op.snippet, op.resolveClass);
  const host = hostOf(text, op.resolveClass);
  if ('reason' in host) return refused(snippet, host, undefined, called);
  const target = locate(host, op);
  if ('reason' in target) return refused(snippet, target, host, called);
  const { lines, edits, count } = planned(host, target, snippet, op);
  if (isPresent(snippet, host, target, lines)) return { status: 'present' };
  if (isSound(host, target, count, applyEdits(text, edits))) return { status: 'edited', edits };
  return refused(snippet, { reason: CANNOT_EXTEND }, host, called);
}

/** Adds statements, and the imports that they need, to a stack that anybody wrote; by insertions alone. */
export const editCdkStatements = (text: string, op: StatementsOp): Edit =>
  behindMark(text, (unmarked) => edit(unmarked, op));
