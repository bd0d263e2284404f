import { ts } from 'ts-morph';
import { remembered } from '../../core/memo.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { resolve } from '../../editors/cdk/syntax/imports.ts';
import { baseOf, classAround, classAsMaker, makerOf } from '../../editors/cdk/syntax/makers.ts';
import { isRepeated } from '../../editors/cdk/syntax/reference.ts';
import { unwrapped } from '../../editors/cdk/syntax/source.ts';
import { codeIn } from './calls/class-methods.ts';
import { appObjectAt } from './calls/methods.ts';
import { returnsOf } from './calls/returned.ts';
import type { MakerAt } from './maker-at.ts';
import { type FoundModule, modulesUsing } from './modules.ts';
import { type ClassChain, chainOf } from './source/classes.ts';
import { doesRun } from './source/conditions.ts';
import { declarationAt } from './source/declarations.ts';
import { isUnused } from './unused.ts';
import { isWrapper } from './wrapper.ts';

/** A `new` or a call in a module of the app. */
export interface Site {
  readonly module: FoundModule;
  readonly node: ts.NewExpression | ts.CallExpression;
}

export const makerAround = ({ module, node }: Site): MakerAt => ({
  module,
  maker: makerOf(node),
});

const isPlainStack = (name: string | undefined) => /(^|[a-z\d])(Stack|Stage)$/.test(name ?? '');

/** Whether a class is a stack, a nested one too, or a stage: one that is made several times is deployed several times. */
export function isStack(disk: Disk, { module, maker: { node } }: MakerAt): boolean {
  if (!ts.isClassLike(node) || !node.name) return false;
  const { end } = chainOf(disk, module.source, node.name);
  const name = end?.name ?? baseOf(node)?.getText().split('.').at(-1);
  return isPlainStack(name);
}

/** Whether a `new` makes an instance of a class, or of one that extends it. */
const makes = (disk: Disk, { module, node }: Site, of: ts.Node) =>
  chainOf(disk, module.source, node.expression).classes.some((each) => each.node === of);

function newsOf(disk: Disk, of: FoundModule, node: ts.ClassLikeDeclaration): readonly Site[] {
  const names = namesOf(disk, of, node);
  const holds = new RegExp(`\\b(${names.join('|')})\\b`);
  const mayMake = (text: string) => /\bnew\b/.test(text) && holds.test(text);
  return modulesUsing(disk, of, mayMake).flatMap((module) =>
    module.source.nodes
      .filter(ts.isNewExpression)
      .map((each) => ({ module, node: each }))
      .filter((site) => makes(disk, site, node)),
  );
}

/** The names of a class and of those that extend it; of one that is a module's default, the module's too. */
function namesOf(disk: Disk, of: FoundModule, node: ts.ClassLikeDeclaration): readonly string[] {
  const own = node.name?.text ?? '';
  const subs = modulesUsing(disk, of, (text) =>
    new RegExp(`\\bextends\\s+([\\w.]+\\.)?${own}\\b`).test(text),
  )
    .flatMap(({ source }) => source.nodes.filter(ts.isClassDeclaration))
    .filter((each) =>
      each.heritageClauses?.some((clause) =>
        clause.types.some(({ expression }) => expression.getText().split('.').at(-1) === own),
      ),
    )
    .flatMap(({ name }) => name?.text ?? []);
  return [own, ...subs].filter(Boolean).map((name) => name.replace(/\$/g, '\\$'));
}

const calledName = ({ expression }: ts.CallExpression) =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();

/** The classes of the object that a method is called on: `stack` of `const stack = new OrdersStack(app, 'Orders')`. */
const classesHeld = (disk: Disk, { source }: FoundModule, node: ts.Expression) =>
  appObjectAt({ node, scope: { module: source, disk } })?.classes ?? [];

/** Whether a call is one of a method: by its name, on `this` in its own class, or on anything else that may have it. */
function callsMethod(disk: Disk, { module, node }: Site, { module: of, maker }: MakerAt): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const own = classAround(maker.node);
  const holder = unwrapped(node.expression.expression);
  if (holder.kind !== ts.SyntaxKind.ThisKeyword) {
    const classes = classesHeld(disk, module, holder);
    return classes.length === 0 || classes.some((each) => each.node === own);
  }
  const around = classAround(node);
  if (!around || !own || around === own) return around === own;
  const { classes } = chainOfClass(disk, module, around);
  // Unless it has one of its own
  if (classes.some((each) => each.node === own))
    return codeIn(classes, maker.name)?.node === maker.node;
  // A method of a builder is run by a class that this extends
  const above = chainOfClass(disk, of, own);
  return !above.end && above.classes.some((each) => each.node === around);
}

const chainOfClass = (
  disk: Disk,
  { source }: FoundModule,
  { name }: ts.ClassLikeDeclaration,
): ClassChain => (name ? chainOf(disk, source, name) : { classes: [] });

function callsFunction(disk: Disk, { module, node }: Site, { maker }: MakerAt): boolean {
  const { expression } = node;
  if (
    node.getSourceFile() === maker.node.getSourceFile() &&
    !resolve(module.source.imports, expression)
  )
    return ts.isIdentifier(expression);
  const found = declarationAt(disk, module.source, expression);
  const value =
    found && ts.isVariableDeclaration(found.node) ? found.node.initializer : found?.node;
  return value === maker.node;
}

function callsOf(disk: Disk, at: MakerAt): readonly Site[] {
  const { kind, name } = at.maker;
  const holds = new RegExp(`(?<![\\w$])${name.replace(/[$#]/g, '\\$&')}(\\?\\.)?[(<]`);
  const is = kind === 'method' ? callsMethod : callsFunction;
  return modulesUsing(disk, at.module, (text) => holds.test(text)).flatMap((module) =>
    module.source.nodes
      .filter(ts.isCallExpression)
      .filter((each) => calledName(each) === name)
      .map((node) => ({ module, node }))
      .filter((site) => is(disk, site, at)),
  );
}

/** Where the app makes a class, or calls a function or a method. */
export const usersOf: (disk: Disk, at: MakerAt) => readonly Site[] = remembered(
  (_disk, { maker }) => maker.node,
  (disk, at) => {
    const { kind, node } = at.maker;
    if (kind === 'module') return [];
    return ts.isClassLike(node) ? newsOf(disk, at.module, node) : callsOf(disk, at);
  },
);

/** Whether what code makes is its user's: of a wrapper, and of a method that a class calls which extends its own. */
export function isForOthers(disk: Disk, at: MakerAt): boolean {
  const { maker } = at;
  if (isWrapper(disk, at)) return true;
  const own = maker.kind === 'method' ? classAround(maker.node) : undefined;
  return (
    own !== undefined &&
    usersOf(disk, at).some(({ module, node }) => {
      const around = classAround(node);
      if (!around || around === own) return false;
      return chainOfClass(disk, module, around).classes.some((each) => each.node === own);
    })
  );
}

function isOnce(disk: Disk, at: MakerAt, seen: ReadonlySet<ts.Node>): boolean {
  if (at.maker.kind === 'module' || isStack(disk, at) || seen.has(at.maker.node)) return true;
  return !(usersOf(disk, at).length > 0 && isForOthers(disk, at)) && isUsedOnce(disk, at, seen);
}

function isUsedOnce(disk: Disk, at: MakerAt, seen: ReadonlySet<ts.Node>): boolean {
  const { maker } = at;
  const within = new Set([...seen, maker.node]);
  const [user, second] = usersOf(disk, at);
  if (second || (!user && isUnused(disk, at))) return false;
  const own = maker.kind === 'method' ? classMaker(at) : undefined;
  if (own && !isOnce(disk, own, within)) return false;
  return !user || (!isRepeated(user.node) && isOnce(disk, makerAround(user), within));
}

/**
 * Whether the code of a maker runs once in each stack: it is a stack's own, the top level of a module, or has no more
 * than one user, which runs once, and is no wrapper of a function. What nothing uses is not known to run more often, but for
 * what nothing names.
 */
export const runsOnce: (disk: Disk, at: MakerAt) => boolean = remembered(
  (_disk, { maker }) => maker.node,
  (disk, at) => isOnce(disk, at, new Set()),
);

/**
 * Whether a place makes what is its code's own. What a method does for the one class that calls it, which extends its
 * own, is found from there; not so what it makes under a condition and does not return.
 */
export function isOwnPlace(disk: Disk, at: MakerAt, node: ts.Node): boolean {
  if (runsOnce(disk, at)) return true;
  const { module, maker } = at;
  return (
    maker.kind === 'method' &&
    returnsOf(maker.node).length === 0 &&
    doesRun({ node, scope: { module: module.source, disk } }) !== true &&
    isUsedOnce(disk, at, new Set())
  );
}

/** The class that a method is of. */
export function classMaker({ module, maker }: MakerAt): MakerAt | undefined {
  const node = classAround(maker.node);
  return node && { module, maker: classAsMaker(node) };
}
