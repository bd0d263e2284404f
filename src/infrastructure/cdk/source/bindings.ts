import { ts } from 'ts-morph';
import { classAround } from '../../../editors/cdk/syntax/makers.ts';
import { isWrapper } from '../../../editors/cdk/syntax/source.ts';
import { both, changedIn, isChanged, isMoved } from './changed.ts';
import { declarationAt } from './declarations.ts';
import { fieldValue, parameterProperty } from './fields.ts';
import { isWithout } from './left-out.ts';
import { declarationAround, type Named } from './named.ts';
import { type Bound, type Found, givenTo, type Scope } from './scope.ts';

/** How many names are followed. */
const DEPTH = 16;

const isConstant = (node: ts.VariableDeclaration) =>
  ts.isVariableDeclarationList(node.parent) && (node.parent.flags & ts.NodeFlags.Const) !== 0;

const isLoop = ({ parent }: ts.VariableDeclaration) =>
  ts.isForOfStatement(parent.parent) || ts.isForInStatement(parent.parent);

const withDefault = (found: Found, node: ts.Expression | undefined, scope: Scope, depth: number) =>
  found === 'missing' && node ? follow({ node, scope }, depth) : found;

/** An object or a list, or a call that may return one. */
const hasParts = (node: ts.Node) =>
  ts.isObjectLiteralExpression(node) ||
  ts.isArrayLiteralExpression(node) ||
  ts.isCallExpression(node);

/** An object or a list as its name has it: with what code sets of it. */
const withChanges = (found: Found, around: ts.Node, object: string): Found =>
  found && found !== 'missing' && hasParts(found.node)
    ? { ...found, changed: both(found.changed, changedIn(around, object)) }
    : found;

/** What a variable or a parameter is set to, before a pattern takes parts out of it. */
function wholeOf(
  node: ts.VariableDeclaration | ts.ParameterDeclaration,
  scope: Scope,
  depth: number,
): Found {
  const around = ts.isParameter(node) ? node.parent : node.parent.parent.parent;
  return withChanges(setTo(node, scope, depth), around, node.name.getText());
}

function setTo(
  node: ts.VariableDeclaration | ts.ParameterDeclaration,
  scope: Scope,
  depth: number,
): Found {
  if (ts.isParameter(node)) {
    const given = givenTo(scope, node);
    if (given === undefined) return undefined;
    const value = given === 'missing' ? given : follow(given, depth);
    return withDefault(value, node.initializer, scope, depth);
  }
  if (isLoop(node)) {
    const element = scope.args?.get(node);
    return element === 'missing' ? element : element && follow(element, depth);
  }
  if (!isConstant(node)) return undefined;
  return node.initializer && follow({ node: node.initializer, scope }, depth);
}

/** What a variable, a parameter, or a part of one is set to. */
export function declaredValue(node: Named, scope: Scope, depth = 0): Found {
  if (!ts.isBindingElement(node)) return wholeOf(node, scope, depth);
  // A part of what a loop runs over
  const given = scope.args?.get(node);
  if (given && given !== 'missing') return follow(given, depth);
  const { parent: pattern } = node;
  if (node.dotDotDotToken) return undefined;
  if (ts.isArrayBindingPattern(pattern)) return elementOf(node, pattern, scope, depth);
  const key = (node.propertyName ?? node.name).getText();
  const from = declaredValue(pattern.parent, scope, depth + 1);
  // `const { GET } = HttpMethod`: a constant, as `HttpMethod.GET` is
  if (from && from !== 'missing' && isName(from.node) && ts.isIdentifier(node.name))
    return { node: node.name, scope };
  return withDefault(propertyOf(from, key, depth), node.initializer, scope, depth);
}

const isName = (node: ts.Node) => ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);

/** `const [name, queue] = ['orders', orders]`. */
function elementOf(
  node: ts.BindingElement,
  pattern: ts.ArrayBindingPattern,
  scope: Scope,
  depth: number,
): Found {
  const from = declaredValue(pattern.parent, scope, depth + 1);
  if (!from || from === 'missing' || !ts.isArrayLiteralExpression(from.node)) return undefined;
  if (isMoved(from.changed) || from.node.elements.some(ts.isSpreadElement)) return undefined;
  const value = from.node.elements[pattern.elements.indexOf(node)];
  const found = value ? follow({ node: value, scope: from.scope }, depth + 1) : 'missing';
  return withDefault(found, node.initializer, scope, depth);
}

/** `const { Duration } = require('aws-cdk-lib')`: an import. */
function isRequired(node: Named): boolean {
  if (ts.isBindingElement(node)) return isRequired(node.parent.parent);
  const call = ts.isVariableDeclaration(node) ? node.initializer : undefined;
  return call !== undefined && ts.isCallExpression(call) && call.expression.getText() === 'require';
}

function followName(node: ts.Identifier, scope: Scope, depth: number): Found {
  if (node.text === 'undefined') return 'missing';
  const own = declarationAround(node);
  if (own && !isRequired(own)) return declaredValue(own, scope, depth);
  const found = scope.disk && declarationAt(scope.disk, scope.module, node);
  if (!found || !ts.isVariableDeclaration(found.node)) return { node, scope };
  return declaredValue(
    found.node,
    { module: found.module, ...(scope.disk && { disk: scope.disk }) },
    depth,
  );
}

/** What a field of a class is set to, once: in the class, or in one that it extends. */
function followField(at: ts.Node, name: string, scope: Scope, depth: number): Found {
  const owner = classAround(at);
  if (!owner) return undefined;
  const value = fieldValue(scope.disk, scope.module, owner, name);
  if (value === 'several') return undefined;
  if (value) {
    const set = follow({ node: value.node, scope: { ...scope, module: value.module } }, depth);
    return withChanges(set, owner, `this.${name}`);
  }
  const found = parameterProperty(scope.disk, scope.module, owner, name);
  return found && wholeOf(found.node, { ...scope, module: found.module }, depth);
}

/** `this.node`: every construct has it, from the library. */
const isTree = ({ text }: ts.MemberName) => text === 'node';

function followAccess(node: ts.PropertyAccessExpression, scope: Scope, depth: number): Found {
  const { name } = node;
  if (node.expression.kind === ts.SyntaxKind.ThisKeyword)
    return (
      followField(node, name.text, scope, depth) ?? (isTree(name) ? { node, scope } : undefined)
    );
  const of = follow({ node: node.expression, scope }, depth);
  if (of === 'missing') return node.questionDotToken ? 'missing' : undefined;
  if (of && ts.isObjectLiteralExpression(of.node)) return propertyOf(of, node.name.text, depth);
  // A constant of the library, such as Runtime.NODEJS_24_X, or a member of a construct
  return of && { node, scope };
}

/** `sizes[name]`: what an object or a list that is written out has there. */
function followElement(node: ts.ElementAccessExpression, scope: Scope, depth: number): Found {
  const [of, key] = [node.expression, node.argumentExpression].map((each) =>
    follow({ node: each, scope }, depth),
  );
  if (!of || !key || of === 'missing' || key === 'missing') return undefined;
  if (ts.isObjectLiteralExpression(of.node) && ts.isStringLiteralLike(key.node))
    return propertyOf(of, key.node.text, depth);
  return { node, scope };
}

/** `a ?? b`: the first that is known to be there, as long as all before it are known. */
function followFallback(node: ts.BinaryExpression, scope: Scope, depth: number): Found {
  const left = follow({ node: node.left, scope }, depth);
  return left === 'missing' ? follow({ node: node.right, scope }, depth) : left;
}

/** The expression that names lead to, through constants, patterns, parameters, fields and other modules. */
export function follow({ node, scope }: Bound, depth = 0): Found {
  if (depth > DEPTH) return undefined;
  const next = depth + 1;
  if (ts.isIdentifier(node)) return followName(node, scope, next);
  if (ts.isPropertyAccessExpression(node)) return followAccess(node, scope, next);
  if (ts.isElementAccessExpression(node)) return followElement(node, scope, next);
  if (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
  )
    return followFallback(node, scope, next);
  if (isWrapper(node)) return follow({ node: node.expression, scope }, next);
  // A choice between two is what it leads to: which of them is not known
  return { node, scope };
}

/** `...rest` of `{ timeout, ...rest }`: what the pattern does not take by name. */
function restAround(node: ts.Expression): ts.BindingElement | undefined {
  const found = ts.isIdentifier(node) ? declarationAround(node) : undefined;
  const isRest = found && ts.isBindingElement(found) && found.dotDotDotToken;
  return isRest && ts.isObjectBindingPattern(found.parent) ? found : undefined;
}

const isTaken = ({ parent }: ts.BindingElement, key: string) =>
  parent.elements.some(
    (each) =>
      ts.isBindingElement(each) &&
      !each.dotDotDotToken &&
      (each.propertyName ?? each.name).getText() === key,
  );

/** A property of what is spread. */
function spreadProperty(node: ts.Expression, scope: Scope, key: string, depth: number): Found {
  const rest = restAround(node);
  if (!rest) {
    const of = follow({ node, scope }, depth);
    const isLeftOut = !of && scope.disk && isWithout(scope.disk, scope.module, node, key);
    return isLeftOut ? 'missing' : propertyOf(of, key, depth);
  }
  if (isTaken(rest, key)) return 'missing';
  return propertyOf(declaredValue(rest.parent.parent, scope, depth), key, depth);
}

/** A property of an object, the last that says it: written out, short, or spread. */
export function propertyOf(object: Found, key: string, depth = 0): Found {
  if (object === 'missing' || !object) return object;
  const { node, scope } = object;
  if (node.kind === ts.SyntaxKind.ThisKeyword) return followField(node, key, scope, depth + 1);
  if (!ts.isObjectLiteralExpression(node) || isChanged(object.changed, key)) return undefined;
  for (const each of node.properties.toReversed()) {
    if (ts.isSpreadAssignment(each)) {
      const found = spreadProperty(each.expression, scope, key, depth + 1);
      if (found !== 'missing') return found;
    } else if (each.name && ts.isComputedPropertyName(each.name)) return undefined;
    else if (nameIn(each.name) === key) return assigned(each, scope, depth);
  }
  return object.isOpen ? undefined : 'missing';
}

const nameIn = (name: ts.PropertyName | undefined) =>
  name && ts.isStringLiteralLike(name) ? name.text : name?.getText();

function assigned(node: ts.ObjectLiteralElementLike, scope: Scope, depth: number): Found {
  if (ts.isPropertyAssignment(node)) return follow({ node: node.initializer, scope }, depth + 1);
  return ts.isShorthandPropertyAssignment(node)
    ? follow({ node: node.name, scope }, depth + 1)
    : undefined;
}
