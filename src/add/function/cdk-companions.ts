import { ts } from 'ts-morph';
import { type Name, nameForms, toKebab } from '../../core/names.ts';
import { editedPart, indentAt, type TextEdit } from '../../core/tree/text-edit.ts';
import { referenceOf } from '../../editors/cdk/syntax/reference.ts';
import { lineOf, nodesIn, replacing } from '../../editors/cdk/syntax/source.ts';
import type { CdkTarget } from '../../infrastructure/cdk/functions.ts';
import { madeAt } from '../../infrastructure/cdk/reach.ts';
import { isUsable, propertyIn } from '../../infrastructure/cdk/usual.ts';
import { normalized } from '../../infrastructure/cdk/written.ts';
import { prefix } from '../names.ts';
import { respelled } from './spellings.ts';

/** What a new function gets beside it, as code of a snippet. */
export interface CdkCompanions {
  /** Statements in front of the function. */
  readonly before: readonly string[];
  readonly props: Readonly<Record<string, string>>;
  /** Statements behind it, which call it `variable`. */
  readonly behind: readonly string[];
  readonly variable: string;
  readonly notices: readonly string[];
}

/** A sibling with the statement that makes it, and what it is called. */
interface Sibling {
  readonly target: CdkTarget;
  readonly node: ts.NewExpression;
  readonly body: ts.Block;
  readonly reference: string | undefined;
}

interface Belonging {
  readonly of: Sibling;
  readonly shape: string;
  readonly statements: readonly ts.Statement[];
}

function siblingAt(target: CdkTarget): readonly Sibling[] {
  const [{ node }] = target.made.steps;
  const body = ts.findAncestor(node, ts.isBlock);
  if (!ts.isNewExpression(node) || !body || !ts.isConstructorDeclaration(body.parent)) return [];
  return [{ target, node, body, reference: referenceOf(node) }];
}

const mentions = (node: ts.Node, reference: string | undefined) =>
  reference !== undefined &&
  nodesIn(node).some(
    (each) =>
      (ts.isIdentifier(each) || ts.isPropertyAccessExpression(each)) &&
      each.getText() === reference &&
      !(ts.isPropertyAccessExpression(each.parent) && each.parent.name === each),
  );

const declaredIn = (statement: ts.Statement): string | undefined =>
  ts.isVariableStatement(statement)
    ? statement.declarationList.declarations[0]?.name.getText()
    : undefined;

const KINDS: readonly (readonly [kind: string, text: RegExp])[] = [
  ['alarm', /\bnew ([\w$]+\.)?Alarm\(|\.createAlarm\(/],
  ['output', /\bnew ([\w$]+\.)?CfnOutput\(/],
  ['permission', /\.addPermission\(/],
  ['boundary', /\bPermissionsBoundary\.of\(/],
];

/**
 * What a statement is to its function, without that function's names; undefined for what a new function does not get.
 */
function shapeOf(statement: ts.Statement, reference: string): string | undefined {
  if (!ts.isExpressionStatement(statement) && !ts.isVariableStatement(statement)) return undefined;
  // A field of the class is one for all
  if (ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression))
    return undefined;
  const text = statement.getText();
  const kind = KINDS.find(([, pattern]) => pattern.test(text))?.[0];
  const at = text.indexOf(`${reference}.`);
  const member = at < 0 ? '' : /^\w*/.exec(text.slice(at + reference.length + 1))![0];
  return kind && `${kind} ${kind === 'permission' ? text.replace(/^.*?,/s, '') : member}`;
}

const ACTION = /\.add(Alarm|Ok|InsufficientData)Action\(/;

/** The statements of a sibling alone that watch it, let it be invoked, or tell of it. */
function belongings(of: Sibling, all: readonly Sibling[]): readonly Belonging[] {
  const { reference, body, node } = of;
  if (!reference) return [];
  const isOfOthers = (each: ts.Node) =>
    all.some((other) => other !== of && mentions(each, other.reference));
  const rest = body.statements.filter((each) => each.pos > node.end || each.end < node.pos);
  return rest.flatMap((statement): Belonging[] => {
    const shape = mentions(statement, reference) && shapeOf(statement, reference);
    if (!shape || isOfOthers(statement)) return [];
    const name = declaredIn(statement);
    const acting = rest.filter((each) => ACTION.test(each.getText()) && mentions(each, name));
    return [{ of, shape, statements: [statement, ...acting] }];
  });
}

/** The belongings that more than half of the siblings have; of the one that the new function is written after, if it has them. */
function usual(all: readonly Sibling[], model: Sibling): readonly Belonging[] {
  const found = all.flatMap((each) => belongings(each, all));
  const shapes = [...new Set(found.map(({ shape }) => shape))];
  return shapes.flatMap((shape) => {
    const having = found.filter((each) => each.shape === shape);
    const least = shape.startsWith('permission') ? 2 : 1;
    const owners = new Set(having.map(({ of }) => of)).size;
    if (owners * 2 <= all.length || owners < least) return [];
    return having.find(({ of }) => of === model) ?? having.at(-1)!;
  });
}

const isText = (node: ts.Node) =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddle(node) ||
  ts.isTemplateTail(node);

/** Names that no two resources may share. */
const UNIQUE = /^(alarmName|logGroupName|exportName)$/;

interface Renaming {
  readonly old: Name;
  readonly now: Name;
  /** Variables by what they are called instead. */
  readonly variables: ReadonlyMap<string, string>;
}

const renamedVariable = (name: string, old: Name, now: Name) =>
  name.startsWith(old.camel)
    ? now.camel + name.slice(old.camel.length)
    : name.replace(old.pascal, now.pascal);

/** A node's code with the names of the new function; undefined where a name would be there twice. */
function renamed(node: ts.Node, { old, now, variables }: Renaming): string | undefined {
  const nodes = nodesIn(node);
  const edits = nodes.flatMap((each): TextEdit[] => {
    const isName = ts.isIdentifier(each) || ts.isPropertyAccessExpression(each);
    const own = isName ? variables.get(each.getText()) : undefined;
    const isMember = ts.isPropertyAccessExpression(each.parent) && each.parent.name === each;
    const text = own && !isMember ? own : isText(each) ? respelled(each.getText(), old, now) : '';
    return text && text !== each.getText() ? [replacing(each, text)] : [];
  });
  const isTwin = nodes.some(
    (each) =>
      ts.isPropertyAssignment(each) &&
      UNIQUE.test(each.name.getText()) &&
      !edits.some(({ start, end }) => start >= each.pos && end <= each.end),
  );
  return isTwin
    ? undefined
    : editedPart(node.getSourceFile().text, node.getStart(), node.end, edits);
}

const indentOf = (node: ts.Node) => indentAt(node.getSourceFile().text, node.getStart());

/** What the siblings of a new function have beside them, written for it. */
export function cdkCompanions(
  targets: readonly CdkTarget[],
  model: CdkTarget,
  id: string,
): CdkCompanions {
  const all = targets.flatMap(siblingAt);
  const one = all.find(({ node }) => node === model.made.steps[0].node);
  const now = prefix(id, 1);
  const variable = nameForms(toKebab(id)).camel;
  const last = all.at(-1);
  const none: CdkCompanions = { before: [], props: {}, behind: [], variable, notices: [] };
  if (!one || !last) return none;
  const place = madeAt({ module: last.target.module, node: last.node }, id);
  const renamingOf = ({ target, reference }: Sibling, own: readonly string[]): Renaming => {
    const old = prefix(target.fn.id, 1);
    const held = own.map((each) => [each, renamedVariable(each, old, now)] as const);
    return {
      old,
      now,
      variables: new Map([...held, ...(reference ? [[reference, variable] as const] : [])]),
    };
  };
  const write = (node: ts.Node, of: Sibling, own: readonly string[]) => {
    const isThere = isUsable(
      place,
      node,
      new Set([...own, ...(of.reference ? [of.reference] : [])]),
    );
    const text = isThere ? renamed(node, renamingOf(of, own)) : undefined;
    return text && normalized(text, indentOf(node));
  };
  const notices: string[] = [];
  const behind = usual(all, one).flatMap(({ of, statements }) => {
    const own = statements.flatMap((each) => declaredIn(each) ?? []);
    const texts = statements.map((each) => write(each, of, own));
    if (texts.every((each) => each !== undefined)) return texts;
    notices.push(
      `line ${lineOf(of.node.getSourceFile(), statements[0]!)} was not copied for ${id}: write it by hand`,
    );
    return [];
  });
  return { ...none, ...logGroup(all, one, write), behind, notices };
}

type Write = (node: ts.Node, of: Sibling, own: readonly string[]) => string | undefined;

/** The log group of a function, where most siblings have one of their own. */
function logGroup(all: readonly Sibling[], model: Sibling, write: Write) {
  const having = all.flatMap((of) => {
    const value = propertyIn(of.node, 'logGroup');
    return value ? [{ of, value }] : [];
  });
  const isShared = new Set(having.map(({ value }) => value.getText())).size < having.length;
  if (having.length * 2 <= all.length || isShared) return {};
  const { of, value } = having.find((each) => each.of === model) ?? having.at(-1)!;
  if (ts.isNewExpression(value)) {
    const text = write(value, of, []);
    return text ? { props: { logGroup: text } } : {};
  }
  const name = value.getText();
  const statement = of.body.statements.find((each) => declaredIn(each) === name);
  const text = statement && write(statement, of, [name]);
  const variable = text && /^const ([\w$]+)/.exec(text)?.[1];
  return variable && variable !== name ? { before: [text], props: { logGroup: variable } } : {};
}
