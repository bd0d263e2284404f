import { ts } from 'ts-morph';
import { tsString } from '../../../core/values/typescript.ts';
import { outermost } from './source.ts';

/** The name of a member: `fn` of `const fn = new Orders(this, 'Orders').handler`, or of `const { fn } = orders()`. */
export interface Held {
  readonly reference: string;
  readonly members: readonly string[];
}

/** What is taken of an object or a list: `fn` of `parts.fn`, `0` of `fns[0]`. */
export function keyIn(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  const { argumentExpression: key } = node;
  return ts.isNumericLiteral(key) || ts.isStringLiteralLike(key) ? key.text : undefined;
}

/** What an element of a pattern takes of an object or a list; undefined of one that takes all the rest. */
export function keyTaken(node: ts.BindingElement): string | undefined {
  const { parent, propertyName, name } = node;
  if (node.dotDotDotToken) return undefined;
  return ts.isArrayBindingPattern(parent)
    ? String(parent.elements.indexOf(node))
    : keyNamed(propertyName ?? name);
}

function keyNamed(name: ts.PropertyName | ts.BindingName): string | undefined {
  if (!ts.isComputedPropertyName(name)) return 'text' in name ? name.text : undefined;
  return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
}

/** A member behind a reference: `.fn`, `.alias!` of one that may be missing, `[0]`, `['a-b']`. */
function withMember(reference: string, key: string): string {
  if (/^#?[A-Za-z_$][\w$]*[!?]?$/.test(key)) return `${reference}.${key}`;
  const isIndex = /^(0|[1-9]\d{0,8})$/.test(key);
  return `${reference}[${isIndex ? key : tsString(key)}]`;
}

/** A reference with the members behind it: `parts.fn`, `fns[0]`. */
export const withMembers = (reference: string, members: readonly string[]) =>
  members.reduce(withMember, reference);

/** The members of an expression that are taken where it is written, and the expression with them. */
export function accessed(
  node: ts.Expression,
  members: readonly string[] = [],
): { readonly node: ts.Expression; readonly members: readonly string[] } {
  const whole = outermost(node);
  const { parent } = whole;
  const isAccess = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  const key = isAccess && parent.expression === whole ? keyIn(parent) : undefined;
  if (!isAccess || key === undefined || members.length > 4) return { node, members };
  return accessed(parent, [...members, key]);
}

/** What a pattern takes out of the expression that it is set to: `fn` and `jobs` of `const { fn, queues: [jobs] } = orders()`. */
export function takenOf(parent: ts.Node, members: readonly string[]): readonly Held[] {
  const pattern = ts.isVariableDeclaration(parent) ? parent.name : undefined;
  return pattern && !ts.isIdentifier(pattern) ? namesTaken(pattern, members) : [];
}

function namesTaken({ elements }: ts.BindingPattern, members: readonly string[]): readonly Held[] {
  return elements.flatMap((each): readonly Held[] => {
    const key = ts.isBindingElement(each) && !each.initializer ? keyTaken(each) : undefined;
    if (!ts.isBindingElement(each) || key === undefined) return [];
    const path = [...members, key];
    return ts.isIdentifier(each.name)
      ? [{ reference: each.name.text, members: path }]
      : namesTaken(each.name, path);
  });
}

/** The name that leads to a member of a construct without a name of its own. */
export const holding = (held: readonly Held[] | undefined, members: readonly string[]) =>
  held?.find((each) => each.members.every((one, n) => members[n] === one));
