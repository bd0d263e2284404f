import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import type { Export } from '../../../editors/cdk/syntax/imports.ts';
import { isLambda } from '../../../editors/cdk/syntax/kinds.ts';
import {
  assignedTo,
  classAround,
  constructorOf,
  makerOf,
} from '../../../editors/cdk/syntax/makers.ts';
import { isRepeated } from '../../../editors/cdk/syntax/reference.ts';
import { nodesIn } from '../../../editors/cdk/syntax/source.ts';
import { isSameWay } from '../../../editors/cdk/syntax/tree-path.ts';
import { helperOf, insideHelper } from '../calls/helper-of.ts';
import { calledAt } from '../calls/methods.ts';
import { partAt, partTaken } from '../calls/parts.ts';
import { returnsOf } from '../calls/returned.ts';
import { inTree } from '../in-tree.ts';
import { idOf } from '../made-by-app.ts';
import { moduleAt } from '../modules.ts';
import { importedBy, reachedAt } from '../reached.ts';
import { declaredValue, follow } from '../source/bindings.ts';
import { type ClassDeclaration, chainOf, isPackaged } from '../source/classes.ts';
import { doesRun } from '../source/conditions.ts';
import { insideClass, propsGiven } from '../source/construct-props.ts';
import { membersOf } from '../source/members.ts';
import { declarationAround } from '../source/named.ts';
import { givenAs } from '../source/own-members.ts';
import type { Bound, MadeStep, Scope } from '../source/scope.ts';
import { makerAround, runsOnce, usersOf } from '../users.ts';
import { typeOf } from './resource-types.ts';

/** A construct that an expression names, by the way that the app makes it. */
export interface Located {
  readonly steps: readonly MadeStep[];
  /** The member of a package's class that holds it. */
  readonly member?: string;
  /** The class of the library. */
  readonly of: Export;
  /** What of it is named: `queueArn`. */
  readonly attribute?: string;
  /** Set for what another stack makes: `Queue.fromQueueArn()`. */
  readonly isImported?: true;
  /** Set for what one of several branches makes: its properties are not known. */
  readonly isEither?: true;
}

/** How many members are followed. */
const DEPTH = 8;

function byNew(disk: Disk, node: ts.NewExpression, scope: Scope): Located | undefined {
  const { end } = chainOf(disk, scope.module, node.expression);
  const steps = [...(scope.made ?? []), { node, scope }];
  return { steps, of: end ?? { module: '', name: '' } };
}

const isThis = ({ kind }: ts.Node) =>
  kind === ts.SyntaxKind.ThisKeyword || kind === ts.SyntaxKind.SuperKeyword;

/** What the method is called on that a step calls, where that is an object of a class. */
function calledOn(own: ts.Node | undefined, { node, scope }: MadeStep): Bound | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const isOf = calledAt({ node, scope })?.self?.classes.some((each) => each.node === own);
  return isOf ? { node: node.expression.expression, scope } : undefined;
}

/**
 * What `this` is in a class, and `super` in a call of its method: the construct that a `new` of it, or of one that
 * extends it, makes, or what the method is called on.
 */
function byThis(disk: Disk, { node, scope }: Bound, depth: number): Located | undefined {
  const { made = [] } = scope;
  const last = made.at(-1);
  const own = classAround(node);
  const on = last && calledOn(own, last);
  if (on) return locate(disk, on, depth + 1);
  const isOf = (step: MadeStep) =>
    ts.isNewExpression(step.node) &&
    chainOf(disk, step.scope.module, step.node.expression).classes.some(
      (each) => each.node === own,
    );
  const at = made.findLastIndex(isOf);
  const step = made[at];
  const end = step && chainOf(disk, step.scope.module, step.node.expression).end;
  return end && { steps: made.slice(0, at + 1), of: end };
}

/** What `this.node.findChild('Orders')` finds: what the same code makes in that scope under that id. */
function byId(disk: Disk, node: ts.CallExpression, scope: Scope): Located | undefined {
  const [, owner] = /^(.+)\.node\.(?:try)?[fF]indChild$/.exec(node.expression.getText()) ?? [];
  const id = owner && node.arguments[0]?.getText();
  if (!id) return undefined;
  const made = nodesIn(makerOf(node).node)
    .filter(ts.isNewExpression)
    .find(({ arguments: args }) => args?.[0]?.getText() === owner && args[1]?.getText() === id);
  return made ? byNew(disk, made, scope) : byPath(disk, node, scope);
}

/** What the code makes through others, as `inTree` says it. */
function byPath(disk: Disk, node: ts.CallExpression, scope: Scope): Located | undefined {
  const module = moduleAt(disk, scope.module.path);
  if (!module) return undefined;
  return nodesIn(makerOf(node).node)
    .filter((each) => ts.isNewExpression(each) || ts.isCallExpression(each))
    .flatMap((each) => reachedAt(disk, { module, node: each }, isLambda))
    .find((each) => isSameWay(inTree(each) ?? '', node.getText()));
}

/** What a helper returns: the first of what it returns that is a construct, where several may run. */
function byCall(disk: Disk, bound: Bound, depth: number): Located | undefined {
  const { node, scope } = bound;
  if (!ts.isCallExpression(node)) return undefined;
  const child = byId(disk, node, scope);
  if (child) return child;
  const imported = importedBy(scope.module, node);
  const steps = [...(scope.made ?? []), { node, scope }];
  if (imported) return { steps, of: imported, isImported: true };
  const module = moduleAt(disk, scope.module.path);
  const helper = module && helperOf(disk, { module, node, scope });
  if (!helper) return undefined;
  const inside = insideHelper(disk, helper, node, scope);
  return byChoice(disk, returnsOf(helper.maker.node), inside, depth);
}

/** The first that may be there of some values, where a condition chooses. */
function byChoice(
  disk: Disk,
  values: readonly ts.Expression[],
  scope: Scope,
  depth: number,
): Located | undefined {
  const [first, second] = values
    .filter((each) => doesRun({ node: each, scope }) !== false)
    .flatMap((each) => locate(disk, { node: each, scope }, depth + 1) ?? []);
  return first && { ...first, ...(second && { isEither: true }) };
}

/** The values of `isOn ? a : b`, and of `isOn && a`. */
function valuesOf(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  const isAnd =
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
  return isAnd ? [node.right] : [];
}

/** What a field, a getter or a parameter property of a class holds. */
function heldBy({ node }: ClassDeclaration, name: string): ts.Expression | undefined {
  const [set] = assignedTo(node, name);
  const member = node.members.find((each) => each.name?.getText() === name);
  if (member && ts.isPropertyDeclaration(member) && member.initializer) return member.initializer;
  if (member && ts.isGetAccessor(member)) return returnsOf(member)[0];
  const parameter = constructorOf(node)?.parameters.find((each) => each.name.getText() === name);
  return set?.right ?? (parameter && ts.isIdentifier(parameter.name) ? parameter.name : undefined);
}

/** Whether something is of the same type of resource. */
const sameType = (of: Export) => (other: Export) =>
  typeOf(of) !== undefined && typeOf(other) === typeOf(of);

function memberOf(disk: Disk, owner: Located, name: string, depth: number): Located | undefined {
  const last = owner.steps.at(-1)!;
  if (!ts.isNewExpression(last.node) || owner.member) return { ...owner, attribute: name };
  const { classes } = chainOf(disk, last.scope.module, last.node.expression);
  for (const each of classes) {
    if (isPackaged(each)) {
      const member = membersOf(each).find((one) => one.name === name);
      if (!member) continue;
      const given = givenAs(each, propsGiven(last), sameType(member.of));
      return given && given !== 'missing'
        ? locate(disk, given, depth + 1)
        : { steps: owner.steps, member: name, of: member.of };
    }
    const value = heldBy(each, name);
    if (!value) continue;
    const scope = { ...insideClass(disk, each, last.node, last.scope), made: owner.steps };
    return locate(disk, { node: value, scope }, depth + 1);
  }
  return { ...owner, attribute: name };
}

/** What a pattern takes out of a construct: `jobs` of `const { queues: { jobs } } = this`. */
function byPattern(
  disk: Disk,
  node: ts.Node | undefined,
  scope: Scope,
  depth: number,
): Located | undefined {
  if (!node || !ts.isBindingElement(node) || node.dotDotDotToken) return undefined;
  const taken = partTaken(disk, node, scope);
  if (taken) return locate(disk, taken, depth + 1);
  if (!ts.isObjectBindingPattern(node.parent)) return undefined;
  const whole = node.parent.parent;
  const value = declaredValue(whole, scope);
  if (value === 'missing') return undefined;
  const owner = value ? locate(disk, value, depth + 1) : byPattern(disk, whole, scope, depth + 1);
  return owner && memberOf(disk, owner, (node.propertyName ?? node.name).getText(), depth);
}

/** The construct that an expression names; undefined for what is none, or not known. */
export function locate(disk: Disk, bound: Bound, depth = 0): Located | undefined {
  if (depth > DEPTH) return undefined;
  const found = follow(bound);
  if (found === 'missing') return undefined;
  if (!found)
    return ts.isIdentifier(bound.node)
      ? byPattern(disk, declarationAround(bound.node), bound.scope, depth)
      : undefined;
  const { node, scope } = found;
  if (ts.isNewExpression(node)) return byNew(disk, node, scope);
  if (ts.isCallExpression(node)) return byCall(disk, found, depth);
  if (isThis(node)) return byThis(disk, found, depth);
  const part = partAt(disk, found);
  if (part) return locate(disk, part, depth + 1);
  if (!ts.isPropertyAccessExpression(node)) return byChoice(disk, valuesOf(node), scope, depth);
  const owner = locate(disk, { node: node.expression, scope }, depth + 1);
  return owner && memberOf(disk, owner, node.name.text, depth);
}

/** The way to a construct without what is made once only, so that each has one way. */
export function placed(disk: Disk, steps: readonly MadeStep[]): readonly MadeStep[] {
  const at = steps.findLastIndex(({ node, scope }) => {
    const module = moduleAt(disk, scope.module.path);
    return module !== undefined && runsOnce(disk, makerAround({ module, node }));
  });
  return steps.slice(Math.max(at, 0));
}

/** Where a step is written. What is made in a loop, or by a helper that one calls, has different ids. */
const positionOf = (step: MadeStep, isLooped: boolean) =>
  `${step.scope.module.path}:${step.node.pos}${isLooped ? ` ${idOf(step)}` : ''}`;

/** Whether a step is the only call of a method: what it makes is its class's own. */
function isOnlyCall(disk: Disk, { node, scope }: MadeStep): boolean {
  const module = ts.isCallExpression(node) ? moduleAt(disk, scope.module.path) : undefined;
  const helper = module && helperOf(disk, { module, node, scope });
  return helper !== undefined && usersOf(disk, helper).length === 1;
}

/** What tells a construct from all others of the app. */
export function keyOf(disk: Disk, { steps, member = '' }: Pick<Located, 'steps' | 'member'>) {
  const whole = placed(disk, steps);
  const isLooped = whole.some(({ node }) => isRepeated(node));
  const way = whole.filter((step, n) => n === whole.length - 1 || !isOnlyCall(disk, step));
  return [...way.map((step) => positionOf(step, isLooped)), member].join(' ');
}
