import { ts } from 'ts-morph';
import type { Disk } from '../../core/tree/tree.ts';
import { type Export, resolve } from '../../editors/cdk/syntax/imports.ts';
import { isLambda, isLibrary } from '../../editors/cdk/syntax/kinds.ts';
import { classAround, classAsMaker, makerOf } from '../../editors/cdk/syntax/makers.ts';
import { nodesIn } from '../../editors/cdk/syntax/source.ts';
import { eitherOf, isInEither } from './calls/either.ts';
import { type Helper, helperOf, insideHelper } from './calls/helper-of.ts';
import { endsCode, isItself, returnsOf } from './calls/returned.ts';
import type { MakerAt } from './maker-at.ts';
import { moduleAt } from './modules.ts';
import { type ClassDeclaration, chainOf, isPackaged } from './source/classes.ts';
import { doesRun } from './source/conditions.ts';
import { insideClass, propsGiven } from './source/construct-props.ts';
import { runsOf } from './source/loops.ts';
import { ownMembers } from './source/own-members.ts';
import type { Scope } from './source/scope.ts';
import { madeByDeclaration } from './source/types.ts';
import {
  classMaker,
  isForOthers,
  isOwnPlace,
  isStack,
  makerAround,
  runsOnce,
  type Site,
  usersOf,
} from './users.ts';

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
  /** Set for what one of several branches makes: its properties are not known. */
  readonly isEither?: true;
  /** Why it cannot be named where it is made. */
  readonly isHidden?: string;
}

export type Wanted = (of: Export) => boolean;

/** How many constructs are inside of each other that are followed. */
const DEPTH = 6;

/** What code makes itself, without what the functions in it make. */
const sitesIn = (disk: Disk, at: MakerAt): readonly Site[] =>
  nodesIn(at.maker.node)
    .filter((node) => ts.isNewExpression(node) || ts.isCallExpression(node))
    .filter((node) => makerOf(node).node === at.maker.node || isOnceIn(disk, at, node))
    .map((node) => ({ module: at.module, node }));

/** What a method makes that is called once is its class's own; what a wrapper returns is its caller's. */
const isClassesOwn = (disk: Disk, at: MakerAt) =>
  at.maker.kind === 'method' && !isForOthers(disk, at) && usersOf(disk, at).length === 1;

/** Whether a class runs code of one of its methods, once. */
function isOnceIn(disk: Disk, { module, maker }: MakerAt, node: ts.Node): boolean {
  const own = makerOf(node);
  if (own.kind !== 'method' || classAround(own.node) !== maker.node) return false;
  const at = { module, maker: own };
  return isClassesOwn(disk, at) && classAround(usersOf(disk, at)[0]!.node) === maker.node;
}

function reachedInClass(
  disk: Disk,
  step: Step,
  of: ClassDeclaration,
  wanted: Wanted,
  depth: number,
): readonly Reached[] {
  const found = moduleAt(disk, of.module.path);
  if (!found || !ts.isNewExpression(step.node)) return [];
  const at: MakerAt = { module: found, maker: classAsMaker(of.node) };
  const scope = insideClass(disk, of, step.node, step.scope);
  return sitesIn(disk, at)
    .filter((site) => doesRun({ ...site, scope }) !== false)
    .flatMap((site) => reachedFrom(disk, { ...site, scope }, wanted, depth + 1))
    .map((each) => ({ ...each, steps: [step, ...each.steps] }));
}

function reachedInHelper(
  disk: Disk,
  step: Step,
  at: Helper,
  sites: readonly Site[],
  wanted: Wanted,
  depth: number,
) {
  const scope = insideHelper(disk, at, step.node, step.scope);
  const run = sites.filter((site) => doesRun({ ...site, scope }) !== false);
  const all = run.flatMap((site) => reachedFrom(disk, { ...site, scope }, wanted, depth + 1));
  const either = eitherOf(at, all);
  const rest = either ? all.filter((each) => !either.branches.includes(each)) : all;
  const hidden = rest.map((each): Reached => {
    const isHidden = whyHidden(disk, at, each.steps[0]);
    return { ...each, ...(isHidden && { isHidden }) };
  });
  return [...(either ? [either.one] : []), ...hidden].map(
    (each): Reached => ({ ...each, steps: [step, ...each.steps] }),
  );
}

/** Why the value of a call is not what its helper makes at a place. */
function whyHidden(disk: Disk, at: Helper, { node, scope }: Step): string | undefined {
  const { node: fn, name } = at.maker;
  const returns = returnsOf(fn).filter((each) => doesRun({ node: each, scope }) !== false);
  const isOwn = isItself(node);
  const isOne = returns.some((each) => isOwn(each) || nodesIn(each).includes(node));
  if (isOne && !returns.every(isOwn) && returns.length > 1)
    return `${name} returns it under a condition alone`;
  if (doesRun({ node, scope }) !== true) return `${name} makes it under a condition alone`;
  if (isOne && returns.every(isOwn)) return undefined;
  const which = usersOf(disk, at).length > 1 ? 'which is called more than once and' : 'which';
  return `it is made in ${name}, ${which} does not return it`;
}

function reachedByNew(disk: Disk, step: Step, wanted: Wanted, depth: number): readonly Reached[] {
  const { classes, end } = chainOf(disk, step.module.source, step.node.expression);
  if (end && wanted(end)) return [{ steps: [step], of: end }];
  const members = classes
    .filter(isPackaged)
    .flatMap((each) => ownMembers(each, propsGiven(step), wanted))
    .map(
      ({ name, of, isHidden }): Reached => ({
        steps: [step],
        member: name,
        of,
        ...(isHidden && { isHidden }),
      }),
    );
  const own = classes
    .filter((each) => !isPackaged(each) && !runsOnceAt(disk, each))
    .flatMap((each) => reachedInClass(disk, step, each, wanted, depth));
  return [...own, ...members];
}

function runsOnceAt(disk: Disk, { module, node }: ClassDeclaration): boolean {
  const found = moduleAt(disk, module.path);
  return found !== undefined && runsOnce(disk, { module: found, maker: classAsMaker(node) });
}

/**
 * Whether no statement can follow the one that makes a construct, or another branch that makes it; statements then
 * follow the one call of its helper.
 */
const isPassedOn = (disk: Disk, site: Site): boolean => {
  const at = makerAround(site);
  const isHelper = at.maker.kind === 'function' || at.maker.kind === 'method';
  const isEnd = isHelper && (endsCode(site.node) || isInEither(at.maker.node, site.node));
  return isEnd && usersOf(disk, at).length === 1;
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
  if (!helper) {
    const made = madeByDeclaration(disk, step.module.source, step.node);
    return made && wanted(made) ? [{ steps: [step], of: made }] : [];
  }
  const isClasses = isClassesOwn(disk, helper);
  const sites = sitesIn(disk, helper).filter(
    (each) => isPassedOn(disk, each) || !(isClasses || isOwnPlace(disk, helper, each.node)),
  );
  return reachedInHelper(disk, step, helper, sites, wanted, depth);
}

/** The scope of code that runs once, with what its only user calls it with; that of a stack differs by its stage. */
export function scopeOf(disk: Disk, at: MakerAt, depth = 0): Scope {
  const { module, maker } = at;
  const plain = { module: module.source, disk };
  if (maker.kind === 'module' || depth > DEPTH || !runsOnce(disk, at)) return plain;
  const [user] = usersOf(disk, at);
  if (!user || isStack(disk, at)) return plain;
  return inside(disk, at, user, scopeOf(disk, makerAround(user), depth + 1));
}

/** The scope inside of a maker, as one of its users runs it. */
export function inside(disk: Disk, at: MakerAt, { module, node }: Site, scope: Scope): Scope {
  const of = { module: at.module.source };
  if (ts.isNewExpression(node)) return insideClass(disk, of, node, scope);
  const self = helperOf(disk, { module, node, scope })?.self;
  return insideHelper(disk, { ...at, ...(self && { self }) }, node, scope);
}

/** The constructs that an expression makes, where its code is a place to add to; none where it is not. */
export function reachedAt(disk: Disk, site: Site, wanted: Wanted): readonly Reached[] {
  const at = makerAround(site);
  const own = at.maker.kind === 'method' ? classMaker(at) : undefined;
  if (!isOwnPlace(disk, at, site.node) || (own && !runsOnce(disk, own)) || isPassedOn(disk, site))
    return [];
  return runsOf(site.node, [scopeOf(disk, at)]).flatMap((scope) =>
    reachedFrom(disk, { ...site, scope }, wanted, 0),
  );
}
