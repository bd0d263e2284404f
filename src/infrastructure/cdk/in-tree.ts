import { ts } from 'ts-morph';
import { classAround, makerOf } from '../../editors/cdk/syntax/makers.ts';
import { isRepeated, madeWithin } from '../../editors/cdk/syntax/reference.ts';
import { namesIn, nodesIn } from '../../editors/cdk/syntax/source.ts';
import { isPure } from '../../editors/cdk/syntax/tree-path.ts';
import type { Reached } from './reached.ts';
import { follow } from './source/bindings.ts';
import { chainOf } from './source/classes.ts';
import { doesRun } from './source/conditions.ts';
import { isOverLists } from './source/loops.ts';
import { declarationAround } from './source/named.ts';
import { type Bound, givenTo, type MadeStep } from './source/scope.ts';
import { evaluate, textIn } from './source/values.ts';

/** How many constructs are in each other that are followed. */
const DEPTH = 8;

type Steps = Reached['steps'];

/** Whether a construct is made, and once, where the code around it is called as here. */
const isAlways = (step: MadeStep) => !isRepeated(step.node) && doesRun(step) === true;

/** Whether nothing else that the code around a construct makes can have its id. */
function isAlone({ node }: MadeStep): boolean {
  const [scope, id] = node.arguments ?? [];
  if (!ts.isNewExpression(node)) return true;
  if (!scope || !id || !ts.isStringLiteralLike(id)) return false;
  const around = classAround(node) ?? node.getSourceFile();
  return nodesIn(around)
    .filter(ts.isNewExpression)
    .every((other) => {
      const [, otherId] = other.arguments ?? [];
      if (other === node || !otherId) return true;
      if (ts.isStringLiteralLike(otherId)) return otherId.text !== id.text;
      return makerOf(other).node !== makerOf(node).node;
    });
}

/** Whether a method or a helper makes a construct under a condition, and nothing else under its id. */
const isSometimes = (step: MadeStep) =>
  !isRepeated(step.node) &&
  doesRun(step) !== false &&
  (/^(method|function)$/.test(makerOf(step.node).kind) ? isAlone(step) : isAlways(step));

const isAtPlace = ({ node }: Bound, [place]: Steps) =>
  makerOf(node).node === makerOf(place.node).node;

/** What a parameter is called with. */
function calledWith({ node, scope }: Bound): Bound | undefined {
  const fn = ts.findAncestor(node, ts.isFunctionLike);
  const parameter = fn?.parameters.find(({ name }) => name.getText() === node.getText());
  const given = parameter && givenTo(scope, parameter);
  return given === 'missing' ? undefined : given;
}

/** What an expression is at the place, or what makes it on the way; undefined where that is not known. */
function scopeOf(bound: Bound, steps: Steps): Bound | undefined {
  if (isAtPlace(bound, steps)) return bound;
  const given = calledWith(bound);
  if (given) return scopeOf(given, steps);
  const found = follow(bound);
  return found && found !== 'missing' ? found : undefined;
}

const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;

/** A construct id as the place can say it. */
function idAt(step: MadeStep, steps: Steps): string | undefined {
  const id = step.node.arguments?.[1];
  const text = id && textIn(evaluate({ node: id, scope: step.scope }));
  if (text !== undefined) return quoted(text);
  return id && isAtPlace({ node: id, scope: step.scope }, steps) && isPure(id)
    ? id.getText()
    : undefined;
}

/** The `new` on the way that made what `this` is in a class. */
const makerOfThis = (node: ts.Node, before: readonly MadeStep[]) =>
  before.findLast(
    (each) =>
      ts.isNewExpression(each.node) &&
      chainOf(each.scope.disk!, each.scope.module, each.node.expression).classes.some(
        (one) => one.node === classAround(node),
      ),
  );

function pathTo(step: MadeStep, steps: Steps, depth = 0): string | undefined {
  const [arg] = step.node.arguments ?? [];
  const id = idAt(step, steps);
  const isFirst = step.node === steps[0].node;
  const isSure = steps.slice(1).every(isAlways);
  const isMade = isFirst || (isSure ? isAlways(step) : isSometimes(step));
  if (!arg || !id || depth > DEPTH || !isMade) return undefined;
  const scope = scopeOf({ node: arg, scope: step.scope }, steps);
  const parent = scope && parentOf(scope, step, steps, depth);
  if (!parent || isSure) return parent && `${parent}.node.findChild(${id})`;
  return `${parent}${parent.endsWith(')') ? '?' : ''}.node.tryFindChild(${id})`;
}

function parentOf(scope: Bound, step: MadeStep, steps: Steps, depth: number): string | undefined {
  const { node } = scope;
  if (isAtPlace(scope, steps)) return namesIn(node)?.join('.');
  if (ts.isNewExpression(node)) return pathTo({ node, scope: scope.scope }, steps, depth + 1);
  if (node.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const at = steps.findIndex((each) => each.node === step.node);
  const before = steps.slice(0, at < 0 ? steps.length : at);
  // A helper within the class, or a method of it, has the same
  if (!before.some((each) => ts.isNewExpression(each.node))) return 'this';
  const maker = makerOfThis(node, before);
  return maker && pathTo(maker, steps, depth + 1);
}

/** A way that begins with one name, and whose ids are texts. */
const PLAIN = /^([\w$]+)(\.node\.findChild\('(\\.|[^'\\])*'\))+$/;

/** Whether code behind the loop around a place can write the way, too: the loop does not declare what it begins with. */
function isOutside(node: ts.Node, way: string | undefined): boolean {
  const [, root] = PLAIN.exec(way ?? '') ?? [];
  if (root === undefined || root === 'this') return root === 'this';
  const name = nodesIn(node).find((each) => ts.isIdentifier(each) && each.text === root);
  const declared = name && declarationAround(name as ts.Identifier);
  const loop = madeWithin(node as ts.Expression)?.statement;
  return declared !== undefined && loop !== undefined && !nodesIn(loop).includes(declared);
}

/**
 * How the place of a construct finds it in the construct tree: `this.node.findChild('Orders').node.findChild('Run')`;
 * undefined where an id on the way is not known. What a method or a helper makes under a condition alone is looked for
 * by `tryFindChild`; what a class makes so is not found.
 */
export function inTree({ steps, member }: Pick<Reached, 'steps' | 'member'>): string | undefined {
  const [, ...inner] = steps;
  const isSure = inner.every(isAlways);
  if (member !== undefined || !(isSure || inner.every(isSometimes))) return undefined;
  const found = pathTo(steps.at(-1)!, steps);
  const [{ node, scope }] = steps;
  const isKnown =
    !isRepeated(node) || (isSure && isOverLists(node, scope) && isOutside(node, found));
  return isKnown ? found : undefined;
}

/** What the place of a construct calls that which it is made in; undefined where it has no name there. */
export function scopeAt({ steps }: Pick<Reached, 'steps'>): string | undefined {
  const step = steps.find(({ node }) => ts.isNewExpression(node)) ?? steps.at(-1)!;
  const [arg] = step.node.arguments ?? [];
  const scope = arg && scopeOf({ node: arg, scope: step.scope }, steps);
  const name = scope && parentOf(scope, step, steps, 0);
  return name?.includes('(') ? undefined : name;
}
