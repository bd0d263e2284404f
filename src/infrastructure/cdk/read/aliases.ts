import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { type Bound, follow, propertyOf } from '../source/bindings.ts';
import { chainOf } from '../source/classes.ts';
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

/** A field in which a class of the app keeps the alias that it makes of itself. */
export interface Published {
  readonly field: string;
  readonly name: string;
}

const ITS_OWN = /^this\.(\w+)\s*=\s*this\.addAlias\(\s*['"`](\w+)['"`]/;

/** `this.live = this.addAlias('live')` in the class of a function, or in one that it extends. */
export function publishedBy(disk: Disk, { steps }: Pick<Located, 'steps'>): Published | undefined {
  const { node, scope } = steps.at(-1)!;
  if (!ts.isNewExpression(node)) return undefined;
  const { classes } = chainOf(disk, scope.module, node.expression);
  for (const {
    node: { members },
  } of classes)
    for (const statement of members
      .filter(ts.isConstructorDeclaration)
      .flatMap(({ body }) => body?.statements ?? [])) {
      const [, field, name] = ITS_OWN.exec(statement.getText()) ?? [];
      if (field && name) return { field, name };
    }
  return undefined;
}

/** `fn.live`. */
function byField(
  disk: Disk,
  node: ts.PropertyAccessExpression,
  { scope }: Bound,
): Alias | undefined {
  const of = locate(disk, { node: node.expression, scope });
  const published = of && publishedBy(disk, of);
  return of && published?.field === node.name.text ? { of, name: published.name } : undefined;
}

/** The alias that an expression makes or names; undefined where it does neither. */
export function aliasAt(disk: Disk, bound: Bound): Alias | undefined {
  const { node } = bound;
  if (ts.isNewExpression(node)) return byNew(disk, node, bound);
  if (ts.isPropertyAccessExpression(node)) return byField(disk, node, bound);
  return ts.isCallExpression(node) ? byCall(disk, node, bound) : undefined;
}
