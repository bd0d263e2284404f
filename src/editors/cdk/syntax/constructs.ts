import { ts } from 'ts-morph';
import { hasNone, hasTwice } from '../../refusals.ts';
import type { NoAnchors } from './file.ts';
import { type Export, type Imported, resolve } from './imports.ts';
import { baseOf, makerOf } from './makers.ts';
import { referenceOf } from './reference.ts';
import { type CdkSource, lineOf } from './source.ts';

/** What makes a construct: a `new`, or the call of what returns one. */
export type Making = ts.NewExpression | ts.CallExpression;

/** A `new X(scope, id)` of a file. */
export interface Made<N extends Making = ts.NewExpression> {
  readonly node: N;
  readonly scope: ts.Expression;
  readonly id: string;
  readonly className: string;
  /** What it is an instance of; of a class of this app, what that extends, as far as it is known. */
  readonly of?: Export;
  readonly owner: string;
  readonly line: number;
}

type Classes = ReadonlyMap<string, ts.Expression | undefined>;

/** What the classes of a file extend, by their names. */
export const classesIn = ({ nodes }: CdkSource): Classes =>
  new Map(nodes.filter(ts.isClassDeclaration).map((each) => [each.name?.text ?? '', baseOf(each)]));

/** The imported class behind an expression, through the classes of the file. */
export function classOf(
  imports: readonly Imported[],
  classes: Classes,
  node: ts.Expression,
  seen: ReadonlySet<string> = new Set(),
): Export | undefined {
  const name = node.getText();
  const base = classes.get(name);
  if (!base || seen.has(name)) return resolve(imports, node);
  return classOf(imports, classes, base, new Set([...seen, name]));
}

/** The name of the class, or else of the outermost function, that a node is in; empty at the top level. */
export function ownerOf(node: ts.Node): string {
  let name = '';
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isClassLike(at)) return at.name?.text ?? '';
    if (ts.isFunctionDeclaration(at)) name = at.name?.text ?? '';
    const isValue = ts.isArrowFunction(at) || ts.isFunctionExpression(at);
    if (isValue && ts.isVariableDeclaration(at.parent)) name = at.parent.name.getText();
  }
  return name;
}

/** A construct id as the program has it, or else as it is written; empty where there is none. */
export const idOf = (node: ts.Expression | undefined) =>
  node && ts.isStringLiteralLike(node) ? node.text : (node?.getText() ?? '');

const isMaking = (node: ts.Node): node is Making =>
  ts.isNewExpression(node) ||
  (ts.isCallExpression(node) && node.expression.getText() !== 'require');

/** Where a `new` or a call is in its file, among all of them: edits elsewhere in the file do not change that. */
export const ordinalOf = ({ nodes }: CdkSource, node: ts.Node) =>
  (nodes.filter(isMaking) as readonly ts.Node[]).indexOf(node);

/** What `fn.addAlias('live')` is called on; undefined for anything else. */
const aliased = (node: Making) =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  node.expression.name.text === 'addAlias'
    ? node.expression.expression
    : undefined;

/** The `new` that a name is given to, in the same class or function. */
const namedAs = ({ nodes }: CdkSource, name: ts.Expression) =>
  nodes
    .filter(ts.isNewExpression)
    .find(
      (each) => referenceOf(each) === name.getText() && makerOf(each).node === makerOf(name).node,
    );

/** What a call makes constructs in: what it is called on, as in `this.make('Orders')`, or what it is given first. */
function scopeOf(source: CdkSource, node: Making): ts.Expression {
  const fn = aliased(node);
  const made = fn && namedAs(source, fn);
  if (made) return scopeOf(source, made);
  const [first] = node.arguments ?? [];
  const isCallOfThis =
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.expression.kind === ts.SyntaxKind.ThisKeyword;
  if (isCallOfThis) return (node.expression as ts.PropertyAccessExpression).expression;
  return first ?? node.expression;
}

/** The `new` or the call with an ordinal; undefined where the file has no such. */
export function madeAt(source: CdkSource, ordinal: number): Made<Making> | undefined {
  const node = source.nodes.filter(isMaking)[ordinal];
  if (!node) return undefined;
  const id = node.arguments?.[aliased(node) ? 0 : 1];
  return {
    node,
    scope: scopeOf(source, node),
    id: idOf(id),
    className: node.expression.getText(),
    owner: ownerOf(node),
    line: lineOf(source.file, node),
  };
}

const isValue = (node: ts.Node) =>
  ts.isLiteralExpression(node) ||
  ts.isObjectLiteralExpression(node) ||
  ts.isArrayLiteralExpression(node) ||
  ts.isNewExpression(node);

/** What a class of another module of the app extends; the class itself where that is not known. */
export type ResolveClass = (of: Export) => Export;

const asItIs: ResolveClass = (of) => of;

/** Every construct that a file makes, by its form: a scope and an id come first. */
export function constructsIn(
  source: CdkSource,
  imports: readonly Imported[],
  resolveClass: ResolveClass = asItIs,
): readonly Made[] {
  const classes = classesIn(source);
  return source.nodes.filter(ts.isNewExpression).flatMap((node) => {
    const [scope, id] = node.arguments ?? [];
    if (!scope || !id || isValue(scope) || (isValue(id) && !ts.isStringLiteralLike(id))) return [];
    const of = classOf(imports, classes, node.expression);
    return [
      {
        node,
        scope,
        id: idOf(id),
        className: node.expression.getText(),
        of: of && resolveClass(of),
        owner: ownerOf(node),
        line: lineOf(source.file, node),
      },
    ];
  });
}

/** The construct that was found under a name, if it is the only one. */
export function onlyOne<T extends Pick<Made, 'line'>>(
  id: string,
  [made, second]: readonly T[],
): T | NoAnchors {
  if (!made) return { reason: hasNone(id) };
  return second ? { reason: hasTwice(id), line: second.line } : made;
}
