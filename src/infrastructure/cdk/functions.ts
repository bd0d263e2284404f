import { ts } from 'ts-morph';
import { refusal, unwritten } from '../../core/errors.ts';
import { remembered } from '../../core/memo.ts';
import { folderOf, joined, type ProjectPath } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import type { Export } from '../../editors/cdk/syntax/imports.ts';
import { isLambda } from '../../editors/cdk/syntax/kinds.ts';
import { withoutThis } from '../../editors/cdk/syntax/reference.ts';
import { isCalled, match, mentions, type Named, whichOf } from '../match.ts';
import { withEndings } from '../sam/handler.ts';
import { appFolder } from './app-folder.ts';
import { refuseForeign } from './foreign-functions.ts';
import { cdkLabel, shownId } from './label.ts';
import { type AppConstruct, areIdsKnown, constructsOf, uninstalledIn } from './made-by-app.ts';
import { cdkModules, type FoundModule, refuseBroken } from './modules.ts';
import { idsAround } from './reach.ts';
import { type CdkFunction, functionOf } from './reached-props.ts';
import { chainOf, isPackaged } from './source/classes.ts';
import { otherStacks } from './stacks.ts';

/** A function as the app makes it, with the module that it is made in. */
export interface CdkTarget extends Named {
  readonly module: FoundModule;
  readonly fn: CdkFunction;
  readonly made: AppConstruct;
  /** What its constructs are called that are made beside it. */
  readonly label: string;
  /** The logical id, but for its hash: `ItemsCreate`. */
  readonly logicalId: string;
}

type Functional = Pick<CdkTarget, 'fn' | 'made'>;

const shownName = ({ fn, made }: Functional) => (areIdsKnown(made) ? fn.id : shownId(fn));

/**
 * Names of a function: its construct id, alone and behind what it is made in, its module, its place, its variable.
 * A message lists the first that no other has.
 */
function namesOf(fn: CdkFunction, made: AppConstruct, isOnly: boolean): string[] {
  const {
    inner,
    module: { path },
  } = made;
  const { id, owner, className, reference, entry, line } = fn;
  const place = `${path}:${line}`;
  const module = entry
    ?.replace(/\.\w+$/, '')
    .split('/')
    .slice(-2)
    .join('/');
  const variable = withoutThis(reference);
  const label = cdkLabel(fn);
  const said = shownId(fn);
  const names = [
    ...(areIdsKnown(made) ? [id, label, `${owner}/${id}`, `${owner}${id}`] : []),
    [owner, className].includes(said) ? undefined : said,
    module,
    isOnly ? owner : undefined,
    inner,
    inner.split('/').at(-1),
    place,
    inner ? `${place}/${inner}` : undefined,
    label,
    variable,
    id,
  ];
  return names.filter((name) => name !== undefined && name !== '') as string[];
}

/** A function's own label; of two with one id, in the branches of an `if`, the second has a number. */
function labelOf({ fn, made }: Functional, all: readonly Functional[]): string {
  const same = all.filter(
    (each) => each.fn.owner === fn.owner && cdkLabel(each.fn) === cdkLabel(fn),
  );
  const before = same.findIndex((each) => each.made === made);
  return `${cdkLabel(fn)}${before > 0 ? before + 1 : ''}`;
}

const isFunction = (of: Export) => isLambda(of);

const targetsOf = (
  module: FoundModule,
  all: readonly AppConstruct[],
  disk: Disk,
): readonly CdkTarget[] => {
  const functions = all.map((made): Functional => ({ made, fn: functionOf(disk, made) }));
  return functions.map((each) => {
    const { made, fn } = each;
    const label = labelOf(each, functions);
    const around = idsAround(disk, made.steps[0]);
    const logicalId = `${around?.join('') ?? fn.owner}${label}`;
    const isOnly = functions.filter((other) => other.fn.owner === fn.owner).length === 1;
    const isNested = around !== undefined && around.length > 0;
    return {
      ...each,
      module,
      label,
      logicalId,
      names: [...(isNested ? [logicalId] : []), ...namesOf(fn, made, isOnly)],
      shown: `${isNested ? logicalId : shownName(each)} (${module.path}:${fn.line})`,
    };
  });
};

/** The functions whose place is in a module. */
export const functionsIn: (disk: Disk, module: FoundModule) => readonly CdkTarget[] = remembered(
  (_disk, module) => module,
  (disk, module) => targetsOf(module, constructsOf(disk, module, isFunction), disk),
);

/** Every function that the app makes. */
export const cdkFunctions = (disk: Disk): readonly CdkTarget[] =>
  cdkModules(disk, () => true).flatMap((each) => functionsIn(disk, each));

/** Constructs whose class is of a package that is not installed: nobody can tell what they are. */
const unreadIn = (disk: Disk, module: FoundModule): readonly CdkTarget[] =>
  targetsOf(module, uninstalledIn(disk, module), disk).map((each) => ({
    ...each,
    fn: { ...each.fn, isUnsure: true as const },
  }));

const looksLikeFunction = ({ fn }: CdkTarget) => /(Function|Lambda)/.test(fn.className);

/** Functions of a module, by the names of their classes, whose package is not installed. */
export const uninstalledFunctions = (disk: Disk, module: FoundModule): readonly CdkTarget[] =>
  unreadIn(disk, module).filter(looksLikeFunction);

/** Those of all modules. */
export const unreadFunctions = (disk: Disk): readonly CdkTarget[] =>
  cdkModules(disk, () => true).flatMap((each) => uninstalledFunctions(disk, each));

/** Throws `refused` where only its package could tell whether a construct is a Lambda function. */
export function refuseUnsure({ fn, module }: CdkTarget): void {
  if (!fn.isUnsure) return;
  throw refusal(`Cannot tell whether ${fn.className} is a Lambda function`, {
    at: { path: module.path, line: fn.line },
    hint: unwritten('Install the packages first, so that their declarations can be read.'),
  });
}

/** The function that `name` means; throws `usage` when none is meant, or several. */
export function findCdkFunction(disk: Disk, name: string, stack: string | undefined): CdkTarget {
  // A construct that is no stack may belong to any stack
  const others = stack ? otherStacks(disk, stack) : new Set();
  const isMeant = ({ fn }: CdkTarget) => !others.has(fn.owner);
  const targets = (mayHold: (text: string) => boolean) =>
    cdkModules(disk, mayHold)
      .flatMap((each) => functionsIn(disk, each))
      .filter(isMeant);
  const holding = targets(mentions(name));
  const own = holding.filter(({ fn }) => fn.owner === stack);
  const found = [own, holding].find((some) => some.some(isCalled(name)));
  const hint = whichOf('--stack <name>');
  if (found) return match('function', name, found, hint);
  refuseForeign(disk, name);
  const all = targets(() => true);
  const unread = cdkModules(disk, () => true)
    .flatMap((each) => unreadIn(disk, each))
    .filter(isMeant);
  const could = all.some(isCalled(name))
    ? []
    : unread.filter((each) => isCalled(name)(each) || looksLikeFunction(each));
  if (all.length + could.length === 0) refuseBroken(disk);
  return match('function', name, [...all, ...could], hint);
}

/** The modules that may say which code a function runs: its place, and those with what makes it there. */
const modulesOf = (disk: Disk, { steps }: AppConstruct): readonly string[] =>
  steps.flatMap(({ module, node }) => [
    module.path,
    ...(ts.isNewExpression(node) ? chainOf(disk, module.source, node.expression).classes : [])
      .filter((each) => !isPackaged(each))
      .map((each) => each.module.path),
  ]);

/** The file with a function's handler; undefined when it is in another language, or built elsewhere. */
export function cdkHandler(
  disk: Disk,
  { module, fn, made }: Pick<CdkTarget, 'module' | 'fn' | 'made'>,
): ProjectPath | undefined {
  const modulePath = fn.handler?.replace(/\.[\w$]+$/, '');
  // An entry that is a folder is one of another language
  const entries = fn.entry && /\.[cm]?[jt]sx?$/.test(fn.entry) ? [fn.entry] : [];
  const paths = fn.code && modulePath ? withEndings(`${fn.code}/${modulePath}`) : entries;
  const around = modulesOf(disk, made).map(folderOf);
  const folders = [...new Set([appFolder(disk, module.path), ...around, ''])];
  return folders
    .flatMap((folder) => paths.map((path) => joined(folder, path)))
    .find((path) => path !== undefined && disk.read(path) !== undefined);
}
