import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { follow, propertyOf } from '../source/bindings.ts';
import { chainOf, isPackaged } from '../source/classes.ts';
import type { Bound } from '../source/scope.ts';
import { evaluate, textIn, valueAt } from '../source/values.ts';
import { type Located, locate } from './locate.ts';

/** An alias of a function, and the function. */
export interface Alias {
  readonly of: Located;
  readonly name: string;
}

/** The name where it is not known which it is. */
const SOME = 'alias';

/** `new Alias(this, 'Live', { aliasName, version: fn.currentVersion })`. */
function byNew(disk: Disk, node: ts.NewExpression, { scope }: Bound): Alias | undefined {
  const [, , props] = node.arguments ?? [];
  const read = props && follow({ node: props, scope });
  const version = propertyOf(read, 'version');
  const of = version && version !== 'missing' ? locate(disk, version) : undefined;
  return of && { of, name: textIn(valueAt(read, 'aliasName')) ?? SOME };
}

/** `fn.addAlias('live')`. */
function byCall(disk: Disk, node: ts.CallExpression, { scope }: Bound): Alias | undefined {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'addAlias')
    return undefined;
  const of = locate(disk, { node: expression.expression, scope });
  const [name] = node.arguments;
  return of && { of, name: (name && textIn(evaluate({ node: name, scope }))) ?? SOME };
}

/** What a function's class may say by itself of what is invoked. */
const INVOKED = new Set(['addEventSourceMapping', 'addPermission', 'functionArn']);

/** Whether a class of the app says what of its functions is invoked: an alias of its own, and nothing goes past that. */
export function choosesInvoked(disk: Disk, { steps }: Located): boolean {
  const { node, scope } = steps.at(-1)!;
  if (!ts.isNewExpression(node)) return false;
  const own = chainOf(disk, scope.module, node.expression).classes.filter((it) => !isPackaged(it));
  return own.some(({ node: { members } }) =>
    members.some(({ name }) => name !== undefined && INVOKED.has(name.getText())),
  );
}

/** The alias that an expression makes; undefined where it makes none. */
export function aliasAt(disk: Disk, bound: Bound): Alias | undefined {
  const { node } = bound;
  if (ts.isNewExpression(node)) return byNew(disk, node, bound);
  return ts.isCallExpression(node) ? byCall(disk, node, bound) : undefined;
}
