import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { resolve } from '../../../editors/cdk/syntax/imports.ts';
import { isLibrary } from '../../../editors/cdk/syntax/kinds.ts';
import { nodesIn } from '../../../editors/cdk/syntax/source.ts';
import type { Unknown, Value, ValueMap } from '../../graph.ts';
import { isUnknown } from '../../graph.ts';
import { isText, joinedText } from '../../texts.ts';
import { follow, propertyOf } from './bindings.ts';
import { type Declaration, declarationAt } from './declarations.ts';
import type { Bound, Found } from './scope.ts';

const SECONDS: Readonly<Record<string, number>> = {
  millis: 0.001,
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
};

/** What a path begins with whose value is empty here, since paths are relative to the folder of the file. */
const HERE = /^(__dirname|import\.meta\.(dirname|url)|process\.cwd\(\))$/;

const unknown = (node: ts.Node): Unknown => ({ unknown: node.getText() });

/** As AWS spells a runtime: `nodejs22.x` for NODEJS_22_X. */
function runtimeName(constant: string): string | undefined {
  const [, language, version] = /^([A-Z]+?)_?([\dA].*)?$/.exec(constant) ?? [];
  if (!language || !version) return undefined;
  const join = language === 'PROVIDED' ? '.' : '';
  return `${language}${join}${version.replaceAll('_', '.')}`.toLowerCase();
}

/** The value of a member of an enum: what it is set to, or else its place. */
function memberOf(
  { module, node: { members } }: Declaration & { readonly node: ts.EnumDeclaration },
  name: string,
  disk: Disk,
  depth: number,
): Value {
  const at = members.findIndex((each) => each.name.getText() === name);
  const set = members[at]?.initializer;
  if (set) return evaluate({ node: set, scope: { module, disk } }, depth + 1);
  const isCounted = members.slice(0, at).every(({ initializer }) => !initializer);
  return at >= 0 && isCounted ? at : { unknown: name };
}

const isEnum = (of: Declaration): of is Declaration & { readonly node: ts.EnumDeclaration } =>
  ts.isEnumDeclaration(of.node);

/**
 * A member of an enum of the app, or a constant of a class of the library: of `Runtime`, its name as AWS spells it; of
 * others, the constant's.
 */
function constantOf({ node, scope }: Bound, { owner, name }: Member, depth: number): Value {
  const { disk, module } = scope;
  const of = resolve(module.imports, owner);
  if (!of || !isLibrary(of)) {
    const own = disk && declarationAt(disk, module, owner);
    return own && isEnum(own) ? memberOf(own, name, disk, depth) : unknown(node);
  }
  return of.name === 'Runtime' ? (runtimeName(name) ?? unknown(node)) : name;
}

interface Member {
  readonly owner: ts.Expression;
  readonly name: string;
}

/** `HttpMethod.GET`, or what `const { GET } = HttpMethod` declares. */
function memberAt(node: ts.Expression): Member | undefined {
  if (ts.isPropertyAccessExpression(node)) return { owner: node.expression, name: node.name.text };
  const { parent } = node;
  if (!ts.isIdentifier(node) || !ts.isBindingElement(parent)) return undefined;
  const { parent: of } = parent.parent;
  const owner = ts.isVariableDeclaration(of) ? of.initializer : undefined;
  return owner && { owner, name: (parent.propertyName ?? node).getText() };
}

function textOf(node: ts.TemplateExpression, bound: Bound, depth: number): Value {
  const parts: Value[] = [node.head.text];
  for (const span of node.templateSpans)
    parts.push(evaluate({ ...bound, node: span.expression }, depth + 1), span.literal.text);
  return joinedText(parts, node.getText());
}

const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
};

function computed(node: ts.BinaryExpression, bound: Bound, depth: number): Value {
  const sides = [node.left, node.right] as const;
  const [a, b] = sides.map((each) => evaluate({ ...bound, node: each }, depth + 1));
  const operator = node.operatorToken.getText();
  if (typeof a === 'number' && typeof b === 'number')
    return OPERATORS[operator]?.(a, b) ?? unknown(node);
  return operator === '+' && (isText(a) || isText(b))
    ? joinedText([a, b], node.getText())
    : unknown(node);
}

type OfText = (text: string, from: string, to: string) => string;

/** Methods of texts; each takes as many arguments as it has here. */
const OF_TEXT: Readonly<Record<string, OfText>> = {
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
  replace: (text, from, to) => text.replace(from, () => to),
  replaceAll: (text, from, to) => text.replaceAll(from, () => to),
};

/** `name.toLowerCase()`. */
function ofText(node: ts.CallExpression, args: readonly Value[], bound: Bound, depth: number) {
  if (!ts.isPropertyAccessExpression(node.expression)) return unknown(node);
  const { expression, name } = node.expression;
  const method = Object.hasOwn(OF_TEXT, name.text) ? OF_TEXT[name.text] : undefined;
  if (!method || args.length !== method.length - 1) return unknown(node);
  const all = [evaluate({ ...bound, node: expression }, depth + 1), ...args];
  return all.every((each) => typeof each === 'string')
    ? method(...(all as [string, string, string]))
    : unknown(node);
}

/** Calls whose result is known: `Duration.minutes(5)` in seconds, and paths, whose folder of the file is nothing. */
function called(node: ts.CallExpression, bound: Bound, depth: number): Value {
  const text = node.expression.getText();
  if (HERE.test(node.getText())) return '';
  const name = text.split('.').at(-1)!;
  const args = () => node.arguments.map((each) => evaluate({ ...bound, node: each }, depth + 1));
  if (/(^|\.)Duration\.\w+$/.test(text)) {
    const [amount] = args();
    const unit = SECONDS[name];
    return unit && typeof amount === 'number' ? unit * amount : unknown(node);
  }
  if (name === 'join' || name === 'resolve') {
    const parts = args();
    const isPath = parts.every((each) => typeof each === 'string');
    return isPath ? parts.filter((part) => part !== '').join('/') : unknown(node);
  }
  return ofText(node, args(), bound, depth);
}

/** The keys of an object that is written out; undefined where something is spread, or a key is computed. */
export function keysOf({ properties }: ts.ObjectLiteralExpression): readonly string[] | undefined {
  const names = properties.flatMap((each) =>
    each.name && !ts.isComputedPropertyName(each.name)
      ? [ts.isStringLiteralLike(each.name) ? each.name.text : each.name.getText()]
      : [],
  );
  return names.length < properties.length ? undefined : names;
}

function objectOf(node: ts.ObjectLiteralExpression, bound: Bound, depth: number): Value {
  const names = keysOf(node);
  if (!names) return unknown(node);
  const entries = names.map((name) => [name, known(propertyOf(bound, name), node, depth)] as const);
  return Object.fromEntries(entries) as ValueMap;
}

const known = (found: Found, node: ts.Node, depth: number): Value =>
  found === 'missing' ? undefined : found ? terminal(found, depth + 1) : unknown(node);

/** The value of an expression that no name leads on from. */
function terminal(bound: Bound, depth: number): Value {
  const { node } = bound;
  if (depth > 12) return unknown(node);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (HERE.test(node.getText())) return '';
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isTemplateExpression(node)) return textOf(node, bound, depth);
  if (ts.isBinaryExpression(node)) return computed(node, bound, depth);
  if (ts.isCallExpression(node)) return called(node, bound, depth);
  const member = memberAt(node);
  if (member) return constantOf(bound, member, depth);
  if (ts.isObjectLiteralExpression(node)) return objectOf(node, bound, depth);
  if (ts.isArrayLiteralExpression(node))
    return node.elements.map((each) => evaluate({ ...bound, node: each }, depth + 1));
  return unknown(node);
}

/** The value of an expression, as far as the source shows it; an unknown value is never a default. */
export function evaluate(bound: Bound, depth = 0): Value {
  if (depth > 12) return unknown(bound.node);
  return known(follow(bound), bound.node, depth);
}

/** The value of a property of an object that is written out somewhere. */
export function valueAt(object: Found, key: string): Value {
  const found = propertyOf(object, key);
  if (found === 'missing') return undefined;
  return found ? terminal(found, 0) : { unknown: key };
}

/** Whether an expression is made of a path of the program's folders: its value here lacks what that puts in front. */
export const isOfFolder = (node: ts.Node): boolean =>
  nodesIn(node).some((each) => HERE.test(each.getText()));

/** A value that is a text, and known. */
export const textIn = (value: Value) => (typeof value === 'string' ? value : undefined);

export const isKnown = (value: Value) => !(value !== undefined && isUnknown(value));
