import { ts } from 'ts-morph';
import { indentAt } from '../../core/tree/text-edit.ts';
import { type Export, resolve } from '../../editors/cdk/syntax/imports.ts';
import { assignedTo, classAround } from '../../editors/cdk/syntax/makers.ts';
import { declaredBy, namesUsed } from '../../editors/cdk/syntax/names.ts';
import { nodesIn } from '../../editors/cdk/syntax/source.ts';
import type { Made } from './reach.ts';
import { hasLongTemplate, normalized, topLevel } from './written.ts';

/** An expression of a class, for other statements of it. */
export interface UsualCode {
  /** With two blanks for each level below the first line. */
  readonly text: string;
  readonly node: ts.Expression;
}

/** More than half. */
export const MOST = 0.5;
/** How many siblings must share a value before a new one gets it, where the value decides who may use the resource. */
export const NEARLY_ALL = 0.75;

const functionAround = (node: ts.Node) => ts.findAncestor(node, ts.isFunctionLike);

/** The function or loop that a node is in. */
const repeatedBy = (node: ts.Node) =>
  ts.findAncestor(node, (each) => ts.isFunctionLike(each) || ts.isForOfStatement(each));

/** Where the class around sets a field; undefined for a field that it does not set. */
const fieldSet = (at: ts.Node, name: string) => assignedTo(classAround(at) ?? at, name);

const isField = (node: ts.Node): node is ts.PropertyAccessExpression =>
  ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;

/** What makes a construct each time that it is run. */
const makesConstruct = (node: ts.Node) =>
  (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
  /^(this|scope|stack)$/.test(node.arguments?.[0]?.getText() ?? '');

/** Whether statements behind a construct can have an expression: all that it names, but for `own`, is there by then. */
export function isUsable(
  { module, node: at }: Made,
  expression: ts.Node,
  own: ReadonlySet<string> = new Set(),
): boolean {
  const around = functionAround(at);
  const nodes = nodesIn(expression);
  const usesThis = nodes.some(({ kind }) => kind === ts.SyntaxKind.ThisKeyword);
  if (hasLongTemplate(nodes) || (usesThis && classAround(expression) !== classAround(at)))
    return false;
  const top = topLevel(module.source, module.source.imports);
  const body = around && 'body' in around ? around.body : undefined;
  const declared = body && around ? [...declaredBy(around), ...declaredBy(body)] : [];
  const isThere = (name: string) => {
    const own = declared.filter((each) => namesUsed(nodesIn(each)).has(name));
    return own.length > 0 ? own.every((each) => each.pos < at.end) : top.has(name);
  };
  const fields = nodes
    .filter(isField)
    .filter((each) => !own.has(each.getText()))
    .map(({ name }) => fieldSet(at, name.text));
  return (
    [...namesUsed(nodes)].every((name) => own.has(name) || isThere(name)) &&
    fields.every((set) => set.length === 0 || set.some((each) => each.pos < at.end))
  );
}

const isCondition = (node: ts.Node) =>
  ts.isIfStatement(node) || ts.isConditionalExpression(node) || ts.isSwitchStatement(node);

/** Whether code runs whenever the code around a construct runs. */
function isSure(node: ts.Node, at: ts.Node): boolean {
  const condition = ts.findAncestor(node, isCondition);
  return !condition || ts.findAncestor(at, (each) => each === condition) !== undefined;
}

const codeOf = ({ module: { source } }: Made, node: ts.Expression): UsualCode => ({
  text: normalized(node.getText(), indentAt(source.text, node.getStart())),
  node,
});

/** The expression that enough of these share, and that can be used behind the construct. */
function usual(at: Made, all: readonly (ts.Expression | undefined)[], share: number) {
  const having = all.flatMap((each) => each ?? []);
  const isUsual = (node: ts.Expression) =>
    !nodesIn(node).some(makesConstruct) &&
    having.filter((other) => other.getText() === node.getText()).length > share * all.length;
  const one = having.find((each) => isUsual(each) && isSure(each, at.node) && isUsable(at, each));
  return one && codeOf(at, one);
}

/** A property as it is written in the `new` of a construct. */
export function propertyIn(node: ts.NewExpression, name: string): ts.Expression | undefined {
  const props = node.arguments?.[2];
  if (!props || !ts.isObjectLiteralExpression(props)) return undefined;
  const found = props.properties.find((each) => each.name?.getText() === name);
  if (found && ts.isPropertyAssignment(found)) return found.initializer;
  return found && ts.isShorthandPropertyAssignment(found) ? found.name : undefined;
}

const madeBeside = ({ module, owner }: Made, is: (of: Export) => boolean) =>
  module.constructs.filter((each) => each.owner === owner && each.of && is(each.of));

/** What most constructs of a kind that the class of a construct makes have of a property. */
export function usualProperty(
  at: Made,
  is: (of: Export) => boolean,
  name: string,
  share: number,
): UsualCode | undefined {
  const all = madeBeside(at, is).map(({ node }) => propertyIn(node, name));
  return share === MOST || all.length > 1 ? usual(at, all, share) : undefined;
}

const isAlarm = ({ module, name }: Export) => /\baws-cloudwatch$/.test(module) && name === 'Alarm';

/** The actions of the alarms that the class of a construct makes: what most give to `addAlarmAction`. */
export function usualActions(at: Made): readonly UsualCode[] {
  const { source } = at.module;
  const owner = classAround(at.node);
  const calls = nodesIn(owner ?? source.file).filter(ts.isCallExpression);
  const calling = (name: string) =>
    calls.filter(
      ({ expression }) =>
        ts.isPropertyAccessExpression(expression) && expression.name.text === name,
    );
  const acting = calling('addAlarmAction');
  const alarms = madeBeside(at, isAlarm).length + calling('createAlarm').length;
  // A call in a loop is one for all alarms
  const isOfAll = acting.some((node) => repeatedBy(node) !== functionAround(at.node));
  const count = isOfAll ? acting.length : Math.max(alarms, acting.length);
  const all = acting.map(({ arguments: { 0: first } }) => first);
  const missing = Array.from({ length: Math.max(0, count - all.length) }, () => undefined);
  const found = usual(at, [...all, ...missing], MOST);
  return found ? [found] : [];
}

/** Whether names of an expression mean in a file what a snippet imports under them. */
export function meansSame(
  { module: { source } }: Made,
  { node }: UsualCode,
  imported: (name: string) => Export | undefined,
): boolean {
  return nodesIn(node)
    .filter(ts.isIdentifier)
    .every((each) => {
      const of = imported(each.text);
      const here = of && resolve(source.imports, each.parent);
      return !of || here?.module === of.module;
    });
}
