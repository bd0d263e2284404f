import { ts } from 'ts-morph';
import {
  indentAt,
  insertion,
  lineEnd,
  lineStart,
  type TextEdit,
} from '../../../core/tree/text-edit.ts';
import { sectionEnd } from './sections.ts';
import { namesIn, nodesIn } from './source.ts';

const isEnd = (node: ts.Statement) =>
  ts.isReturnStatement(node) ||
  ts.isThrowStatement(node) ||
  ts.isExportAssignment(node) ||
  ts.isExportDeclaration(node) ||
  /\.synth\(|^(module\.)?exports\b/.test(node.getText());

const isDeclaration = (node: ts.Node) =>
  ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node);

const isOutput = (node: ts.Node) => /^new ([\w.]+\.)?CfnOutput\(/.test(node.getText());

/** Whether a statement uses what is called `reference`; an output only shows it. */
export const mentions = (statement: ts.Node, reference: string | undefined) =>
  reference !== undefined &&
  !isDeclaration(statement) &&
  !isOutput(statement) &&
  nodesIn(statement).some((node) => namesIn(node)?.join('.') === reference);

/** The statements behind `first` that still run, up to a return, a throw or the synthesis of the app. */
function reachable(block: ts.Block | ts.SourceFile, first: ts.Statement): readonly ts.Statement[] {
  const rest = block.statements.slice(block.statements.indexOf(first) + 1);
  const end = rest.findIndex(isEnd);
  return end < 0 ? rest : rest.slice(0, end);
}

const declaredNames = (statement: ts.Statement): readonly string[] =>
  ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.map(({ name }) => name.getText())
    : [];

/** What a construct is called in a block, with the variables that are made of it, and of those. */
export function derived(
  block: ts.Block | ts.SourceFile,
  { reference, statement }: { readonly reference?: string; readonly statement: ts.Statement },
): readonly string[] {
  const names = new Set(reference ? [reference] : []);
  for (const each of reachable(block, statement))
    if ([...names].some((name) => mentions(each, name)))
      for (const name of declaredNames(each)) names.add(name);
  return [...names];
}

/** The last statement of the block, up to a place, that uses one of the names; `first` itself when none does. */
export const lastMention = (
  block: ts.Block | ts.SourceFile,
  first: ts.Statement,
  references: readonly (string | undefined)[],
  upTo = Number.POSITIVE_INFINITY,
) =>
  reachable(block, first)
    .filter(({ end }) => end <= upTo)
    .findLast((each) => references.some((name) => mentions(each, name))) ?? first;

/** Whether a statement makes something of what is there already: `const users = api.root.addResource('users')`. */
const isDerivation = (statement: ts.Statement) =>
  ts.isVariableStatement(statement) &&
  statement.declarationList.declarations.every(
    ({ initializer }) => initializer !== undefined && ts.isCallExpression(initializer),
  );

/** The last of the statements that follow `first` one by one and use the name, or prepare the one that does. */
export function runOfMentions(
  block: ts.Block | ts.SourceFile,
  first: ts.Statement,
  reference: string | undefined,
) {
  const names = new Set(reference ? [reference] : []);
  let prepared: readonly string[] = [];
  let last = first;
  for (const each of reachable(block, first)) {
    const isUse = [...names].some((name) => mentions(each, name));
    const isPair = prepared.length === 0 || prepared.some((name) => mentions(each, name));
    if (!isPair || !(isUse || isDerivation(each))) break;
    prepared = isUse ? [] : [...prepared, ...declaredNames(each)];
    if (!isUse) continue;
    for (const name of declaredNames(each)) names.add(name);
    last = each;
  }
  return last;
}

/** Whether an expression gives the class what is made already: `this.queue = queue`. */
const isHandingOut = (node: ts.Expression) =>
  ts.isBinaryExpression(node) &&
  node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
  namesIn(node.left)?.[0] === 'this' &&
  namesIn(node.right) !== undefined;

/**
 * What a statement calls a method of: `api` of `api.root.addMethod()`, `this.api` of `this.api.addRoutes()`; `this` where
 * it hands something out.
 */
function subjectOf(statement: ts.Node): string | undefined {
  if (!ts.isExpressionStatement(statement)) return undefined;
  if (isHandingOut(statement.expression)) return 'this';
  if (!ts.isCallExpression(statement.expression)) return undefined;
  let at: ts.Expression = statement.expression;
  while (ts.isCallExpression(at) || ts.isPropertyAccessExpression(at)) {
    const names = namesIn(at);
    if (names?.[0] === 'this') return names.slice(0, 2).join('.');
    at = at.expression;
  }
  return ts.isIdentifier(at) ? at.text : undefined;
}

/** The statement up to which those without a blank line between use what was derived in front of them. */
function endOfPairs(
  text: string,
  block: ts.Block | ts.SourceFile,
  statement: ts.Statement,
): ts.Statement {
  const index = block.statements.indexOf(statement);
  const start = block.statements.slice(0, index + 1).findLastIndex((each) => isApart(text, each));
  const before = block.statements.slice(Math.max(start, 0), index + 1);
  const rest = reachable(block, statement);
  const end = rest.findIndex((each) => isApart(text, each));
  const paragraph = end < 0 ? rest : rest.slice(0, end);
  const names = before.filter(isDerivation).flatMap(declaredNames);
  const isUsed = (each: ts.Statement) => names.some((name) => mentions(each, name));
  return paragraph.findLast(isUsed) ?? statement;
}

/**
 * The last statement of the group that a statement is in: those that use what it declares, and those without a blank
 * line between that call methods of one object, or hand out what was made.
 */
export function endOfGroup(
  text: string,
  block: ts.Block | ts.SourceFile,
  statement: ts.Statement,
): ts.Statement {
  const upTo = sectionEnd(text, block, statement);
  let last = lastMention(block, statement, declaredNames(statement), upTo);
  const subject = subjectOf(last);
  for (const next of reachable(block, last)) {
    if (!subject || subjectOf(next) !== subject || isApart(text, next)) break;
    last = next;
  }
  return endOfPairs(text, block, last);
}

/** Where a statement ends; a semicolon that begins the next line protects what follows there, and stays with it. */
export const endOf = (statement: ts.Node) =>
  statement.getStart() + statement.getText().replace(/\s*\n\s*;$/, '').length;

/** Offset behind a statement and the comments in its line; `isInLine` when more code follows in that line. */
export function behind(text: string, statement: ts.Statement) {
  const end = endOf(statement);
  const comment = ts.getTrailingCommentRanges(text, end)?.at(-1)?.end ?? end;
  const at = lineEnd(text, comment);
  const isInLine = text.slice(comment, at).trim() !== '';
  return { at: isInLine ? end : at, isInLine };
}

const isBlankAt = (text: string, offset: number) =>
  offset < 0 || text.slice(lineStart(text, offset), lineEnd(text, offset)).trim() === '';

/** Whether a blank line is in front of a statement and its comments. */
function isApart(text: string, statement: ts.Statement): boolean {
  const comments = ts.getLeadingCommentRanges(text, statement.getFullStart());
  const first = comments?.find(({ pos }) => text.slice(lineStart(text, pos), pos).trim() === '');
  return isBlankAt(text, lineStart(text, first?.pos ?? statement.getStart()) - 1);
}

const lineBreak = (block: ts.Block | ts.SourceFile, text: string, at: number) =>
  ts.isBlock(block) && !text.slice(block.getStart(), at).includes('\n');

/** The indent that a new statement gets behind `statement`. */
export function indentFor(
  text: string,
  block: ts.Block | ts.SourceFile,
  statement: ts.Statement,
  unit: string,
) {
  const start = statement.getStart();
  return indentAt(text, start) + (lineBreak(block, text, start) ? unit : '');
}

/** Inserts lines behind a statement, set apart by a blank line where they should be, or the block's others are. */
export function insertBehind(
  text: string,
  block: ts.Block | ts.SourceFile,
  statement: ts.Statement,
  lines: string,
  isStrange: boolean,
): TextEdit {
  const { at, isInLine } = behind(text, statement);
  const isLoose =
    lines.includes('\n') &&
    (isStrange || block.statements.slice(1).some((each) => isApart(text, each)));
  if (isInLine) {
    const rest = `\n${indentAt(text, statement.getStart())}`;
    const spaces = /^ */.exec(text.slice(at))![0].length;
    return insertion(at, `\n${lines}${rest.slice(0, Math.max(1, rest.length - spaces))}`);
  }
  const next = text.slice(at).replace(/^\r?\n/, '');
  const isFollowed = !/^[ \t]*(\r?\n|\}|$)/.test(next);
  return insertion(at, `${isLoose ? '\n' : ''}\n${lines}${isLoose && isFollowed ? '\n' : ''}`);
}
