import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { moduleAt } from '../modules.ts';
import { scopeOf } from '../reached.ts';
import { follow, propertyOf } from '../source/bindings.ts';
import { libraryProps } from '../source/construct-props.ts';
import type { Found, MadeStep } from '../source/scope.ts';
import { textIn, valueAt } from '../source/values.ts';
import { isStack, makerAround, type Site, usersOf } from '../users.ts';

const regionIn = (props: Found) => textIn(valueAt(propertyOf(props, 'env'), 'region'));

/** The region of a stack without a class of its own: `new Stack(app, 'Shop', { env: { region } })`. */
function byScope(disk: Disk, { node, scope }: MadeStep): string | undefined {
  const [first] = node.arguments ?? [];
  const found = first && follow({ node: first, scope });
  return found && found !== 'missing' && ts.isNewExpression(found.node)
    ? regionIn(libraryProps(disk, found.node, found.scope))
    : undefined;
}

/** The regions that the stacks around code are made in; undefined for one that is not known. Each maker is asked once. */
function regionsAround(
  disk: Disk,
  site: Site,
  asked = new Set<ts.Node>(),
): readonly (string | undefined)[] {
  const at = makerAround(site);
  if (asked.has(at.maker.node)) return [];
  asked.add(at.maker.node);
  const own = usersOf(disk, at);
  const isOfStack = isStack(disk, at);
  if (own.length === 0) return [undefined];
  return own.flatMap((user) => {
    if (!isOfStack) return regionsAround(disk, user, asked);
    const scope = scopeOf(disk, makerAround(user));
    const props = ts.isNewExpression(user.node) ? libraryProps(disk, user.node, scope) : undefined;
    return [regionIn(props)];
  });
}

/** The region that a construct is made in, where each of its stacks says the same. */
export function regionOf(disk: Disk, steps: readonly MadeStep[]): string | undefined {
  const [first] = steps;
  const module = first && moduleAt(disk, first.scope.module.path);
  if (!first || !module) return undefined;
  const own = byScope(disk, first);
  if (own) return own;
  const [region, ...others] = new Set(regionsAround(disk, { module, node: first.node }));
  return others.length === 0 ? region : undefined;
}
