import { ts } from 'ts-morph';
import type { Disk } from '../../core/tree/tree.ts';
import { type Export, resolve } from '../../editors/cdk/syntax/imports.ts';
import { isLambda, isLibrary } from '../../editors/cdk/syntax/kinds.ts';
import { classAround, constructorOf, makerOf } from '../../editors/cdk/syntax/makers.ts';
import { nodesIn } from '../../editors/cdk/syntax/source.ts';
import type { MakerAt } from './maker-at.ts';
import { moduleAt } from './modules.ts';
import { endsCode, isReturned } from './returned.ts';
import type { Scope } from './source/bindings.ts';
import { type ClassDeclaration, chainOf } from './source/classes.ts';
import { insideOf } from './source/construct-props.ts';
import { declarationAt } from './source/declarations.ts';
import { membersOf } from './source/members.ts';
import { classMaker, makerAround, runsOnce, type Site, usersOf } from './users.ts';
import { isWrapper } from './wrapper.ts';

/** A `new` or a call on the way to a construct, in the scope that it is made in. */
export interface Step extends Site {
  readonly scope: Scope;
}

/** A construct as the app makes it. */
export interface Reached {
  /**
   * The way to it: what its place makes, what is made inside of that, and so on. Each is to be a field of the class
   * that makes it, but the first.
   */
  readonly steps: readonly [Step, ...Step[]];
  /** The member of a package's class that holds it. */
  readonly member?: string;
  /** Its class, or its interface, of the library. */
  readonly of: Export;
  /** Set for what another stack makes: `Queue.fromQueueArn()`. */
  readonly isImported?: true;
  /** Why it cannot be named where it is made. */
  readonly isHidden?: string;
}

export type Wanted = (of: Export) => boolean;

/** How many constructs are inside of each other that are followed. */
const DEPTH = 6;

const isPackaged = ({ module }: ClassDeclaration) => module.path.includes('node_modules/');

/** The functions and classes of the app that a call runs, by its name. */
export function helperOf(disk: Disk, { module, node }: Site): MakerAt | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  if (ts.isPropertyAccessExpression(expression)) return methodOf(disk, { module, node });
  const found = declarationAt(disk, module.source, expression);
  const local = found ? undefined : localFunction(module.source.nodes, expression.getText());
  const value =
    found && ts.isVariableDeclaration(found.node) ? found.node.initializer : found?.node;
  const fn = value ?? local;
  if (!fn || !isFunction(fn)) return undefined;
  const of = found ? moduleAt(disk, found.module.path) : module;
  return of && { module: of, maker: { kind: 'function', node: fn, name: expression.getText() } };
}

const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionDeclaration(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** A function that is declared inside of another. */
function localFunction(nodes: readonly ts.Node[], name: string): ts.Node | undefined {
  const found = nodes.filter(
    (node) =>
      (ts.isFunctionDeclaration(node) && node.name?.text === name) ||
      (ts.isVariableDeclaration(node) && node.name.getText() === name),
  );
  const [only] = found.length === 1 ? found : [];
  return only && ts.isVariableDeclaration(only) ? only.initializer : only;
}

const methodIn = (node: ts.ClassLikeDeclaration, name: string) =>
  node.members.find(
    (each) =>
      each.name?.getText() === name &&
      (ts.isMethodDeclaration(each) ||
        (ts.isPropertyDeclaration(each) && each.initializer && isFunction(each.initializer))),
  );

/** A method that a call of `this.make()` runs: of the class itself, or of one that it extends. */
function methodOf(disk: Disk, { module, node }: Site): MakerAt | undefined {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const own = classAround(node);
  const isOwn = expression.expression.kind === ts.SyntaxKind.ThisKeyword;
  if (!isOwn || !own) return undefined;
  const chain = own.name
    ? chainOf(disk, module.source, own.name).classes
    : [{ module: module.source, node: own }];
  for (const each of chain) {
    const method = methodIn(each.node, expression.name.text);
    const of = method && moduleAt(disk, each.module.path);
    if (of)
      return {
        module: of,
        maker: {
          kind: 'method',
          node: ts.isPropertyDeclaration(method) ? method.initializer! : method,
          name: expression.name.text,
        },
      };
  }
  return undefined;
}

/** What code makes itself, without what the functions in it make. */
const sitesIn = (disk: Disk, at: MakerAt): readonly Site[] =>
  nodesIn(at.maker.node)
    .filter((node) => ts.isNewExpression(node) || ts.isCallExpression(node))
    .filter((node) => makerOf(node).node === at.maker.node || isOnceIn(disk, at, node))
    .map((node) => ({ module: at.module, node }));

/** Whether a class runs code of one of its methods, once. */
function isOnceIn(disk: Disk, { module, maker }: MakerAt, node: ts.Node): boolean {
  const own = makerOf(node);
  if (own.kind !== 'method' || classAround(own.node) !== maker.node) return false;
  const users = usersOf(disk, { module, maker: own });
  return users.length === 1 && classAround(users[0]!.node) === maker.node;
}

function insideClass(
  disk: Disk,
  step: Step,
  { module, node }: ClassDeclaration,
  wanted: Wanted,
  depth: number,
): readonly Reached[] {
  const found = moduleAt(disk, module.path);
  if (!found || !ts.isNewExpression(step.node)) return [];
  const at: MakerAt = {
    module: found,
    maker: { kind: 'class', node, name: node.name?.text ?? '' },
  };
  const ctor = constructorOf(node);
  const scope = ctor ? insideOf(disk, module, ctor, step.node, step.scope) : { module, disk };
  return sitesIn(disk, at)
    .flatMap((site) => reachedFrom(disk, { ...site, scope }, wanted, depth + 1))
    .map((each) => ({ ...each, steps: [step, ...each.steps] }));
}

function insideHelper(
  disk: Disk,
  step: Step,
  at: MakerAt,
  sites: readonly Site[],
  wanted: Wanted,
  depth: number,
) {
  const fn = at.maker.node as ts.SignatureDeclaration;
  const scope = insideOf(disk, at.module.source, fn, step.node, step.scope);
  return sites.flatMap((site) =>
    reachedFrom(disk, { ...site, scope }, wanted, depth + 1).map((each): Reached => {
      const isHidden = isReturned(fn, site.node)
        ? undefined
        : `it is made in ${at.maker.name}, which does not return it`;
      return { ...each, steps: [step, ...each.steps], ...(isHidden && { isHidden }) };
    }),
  );
}

function reachedByNew(disk: Disk, step: Step, wanted: Wanted, depth: number): readonly Reached[] {
  const { classes, end } = chainOf(disk, step.module.source, step.node.expression);
  if (end && wanted(end)) return [{ steps: [step], of: end }];
  const members = classes
    .filter(isPackaged)
    .flatMap(membersOf)
    .filter(({ of }) => wanted(of))
    .map(
      ({ name, of, isOptional }): Reached => ({
        steps: [step],
        member: name,
        of,
        ...(isOptional && { isHidden: `${name} may be undefined` }),
      }),
    );
  const own = classes
    .filter((each) => !isPackaged(each) && !runsOnceAt(disk, each))
    .flatMap((each) => insideClass(disk, step, each, wanted, depth));
  return [...own, ...members];
}

function runsOnceAt(disk: Disk, { module, node }: ClassDeclaration): boolean {
  const found = moduleAt(disk, module.path);
  const maker = { kind: 'class', node, name: node.name?.text ?? '' } as const;
  return found !== undefined && runsOnce(disk, { module: found, maker });
}

/** Whether nothing can stand behind what makes a construct, so that its place is where its helper is called. */
const isPassedOn = (disk: Disk, site: Site): boolean => {
  const at = makerAround(site);
  const isHelper = at.maker.kind === 'function' || at.maker.kind === 'method';
  return isHelper && endsCode(site.node) && usersOf(disk, at).length === 1;
};

/** The class of the library by which a call takes what another stack makes: `Queue.fromQueueArn()`. */
export function importedBy(
  { imports }: Scope['module'],
  { expression }: ts.CallExpression,
): Export | undefined {
  const isFrom =
    ts.isPropertyAccessExpression(expression) && /^from[A-Z]/.test(expression.name.text);
  const of = isFrom ? resolve(imports, expression.expression) : undefined;
  return of && isLibrary(of) ? of : undefined;
}

/** The constructs that a `new` or a call makes, and that are not made by a place of their own. */
function reachedFrom(disk: Disk, step: Step, wanted: Wanted, depth: number): readonly Reached[] {
  if (depth > DEPTH) return [];
  if (ts.isNewExpression(step.node)) return reachedByNew(disk, step, wanted, depth);
  const of = importedBy(step.module.source, step.node);
  if (of) return wanted(of) && !isLambda(of) ? [{ steps: [step], of, isImported: true }] : [];
  const helper = helperOf(disk, step);
  if (!helper) return [];
  // What a method makes that is called once is its class's own
  const isOwn = helper.maker.kind === 'method' && !isWrapper(disk, helper);
  const isOnce = runsOnce(disk, helper) || (isOwn && usersOf(disk, helper).length === 1);
  const all = sitesIn(disk, helper);
  const sites = isOnce ? all.filter((each) => isPassedOn(disk, each)) : all;
  return insideHelper(disk, step, helper, sites, wanted, depth);
}

/** The scope of code that runs once, with what its only user calls it with; that of a stack differs by its stage. */
export function scopeOf(disk: Disk, at: MakerAt, depth = 0): Scope {
  const { module, maker } = at;
  const plain = { module: module.source, disk };
  const fn = ts.isClassLike(maker.node) ? constructorOf(maker.node) : maker.node;
  if (maker.kind === 'module' || !fn || depth > DEPTH || !runsOnce(disk, at)) return plain;
  const [user] = usersOf(disk, at);
  if (!user || isStackMaker(disk, at)) return plain;
  const around = scopeOf(disk, makerAround(user), depth + 1);
  return insideOf(disk, module.source, fn as ts.SignatureDeclaration, user.node, around);
}

function isStackMaker(disk: Disk, at: MakerAt): boolean {
  const { end } =
    ts.isClassLike(at.maker.node) && at.maker.node.name
      ? chainOf(disk, at.module.source, at.maker.node.name)
      : {};
  return /(Stack|Stage)$/.test(end?.name ?? '');
}

/** The constructs that an expression makes, where its code is a place to add to; none where it is not. */
export function reachedAt(disk: Disk, site: Site, wanted: Wanted): readonly Reached[] {
  const at = makerAround(site);
  const own = at.maker.kind === 'method' ? classMaker(at) : undefined;
  if (!runsOnce(disk, at) || (own && !runsOnce(disk, own)) || isPassedOn(disk, site)) return [];
  return reachedFrom(disk, { ...site, scope: scopeOf(disk, at) }, wanted, 0);
}
