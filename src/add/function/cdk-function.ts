import { ts } from 'ts-morph';
import type { Name } from '../../core/names.ts';
import {
  endingOf,
  nameIn,
  type ProjectPath,
  projectPath,
  withoutEnding,
} from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { constructId } from '../../host/cdk-id.ts';
import { runtimeOf } from '../../host/cdk-runtime.ts';
import { isTestPath, mostAlike } from '../../host/code/most-alike.ts';
import { exportBeside, moduleBeside } from '../../host/module-name.ts';
import { isRetired } from '../../host/runtimes.ts';
import { refuseBuilt } from '../../infrastructure/built.ts';
import { appFolder, fromApp } from '../../infrastructure/cdk/app-folder.ts';
import {
  type CdkTarget,
  cdkHandler,
  functionsIn,
  refuseUnsure,
  uninstalledFunctions,
} from '../../infrastructure/cdk/functions.ts';
import { cdkModules, type FoundModule } from '../../infrastructure/cdk/modules.ts';
import type { CdkFunction } from '../../infrastructure/cdk/reached-props.ts';
import {
  type WrittenFunction,
  type WrittenProp,
  writtenFunction,
} from '../../infrastructure/cdk/written.ts';
import { cdkCompanions } from './cdk-companions.ts';
import { changedPath, copiedProps, isReached, isWhole, type Model } from './cdk-copy.ts';
import { moduleText, propsAsked } from './cdk-snippet.ts';
import { freshFile } from './fresh-file.ts';
import type { FunctionRequest } from './request.ts';

/** A new function of a stack: its statements as a module, and where its handler goes. */
export interface PlacedInStack {
  readonly snippet: string;
  /** What siblings have that it does not get. */
  readonly notices: readonly string[];
  readonly file: ProjectPath;
  readonly exported: string;
  /** The handler that it is written after. */
  readonly sibling: ProjectPath | undefined;
}

interface Sibling {
  readonly target: CdkTarget;
  readonly fn: CdkFunction;
  readonly file: ProjectPath;
}

/** A function to add: where, and under which name. */
interface Wanted {
  readonly disk: Disk;
  readonly module: FoundModule;
  readonly stack: string;
  readonly name: Name;
  readonly id: string;
  readonly request: FunctionRequest;
}

const siblingsOf = (disk: Disk, module: FoundModule, stack: string): readonly CdkTarget[] => {
  const all = functionsIn(disk, module);
  const own = all.filter(({ fn }) => fn.owner === stack);
  return own.length > 0 ? own : all;
};

/** How a function is made, and in which language it is written. */
const shapeOf = ({ fn, file }: Sibling) =>
  JSON.stringify([fn.className, fn.runtime ?? null, fn.code === undefined, endingOf(file)]);

/** The function that a new one copies: one that most others resemble, with a handler here and not for tests. */
function siblingIn({ disk, module, stack }: Wanted): Sibling | undefined {
  const all = siblingsOf(disk, module, stack).flatMap((target) => {
    const file = cdkHandler(disk, target);
    return file ? [{ target, fn: target.fn, file }] : [];
  });
  return mostAlike(all, ({ file }) => isTestPath(file), shapeOf);
}

const writtenOf = ({ module, fn, made }: CdkTarget): WrittenFunction | undefined => {
  const [{ node }] = made.steps;
  return ts.isNewExpression(node) ? writtenFunction(module.source, fn, node) : undefined;
};

/** The sibling, with all that are made beside it. */
function modelOf({ disk, module, stack }: Wanted, { target }: Sibling): Model | undefined {
  const fn = writtenOf(target);
  const beside = functionsIn(disk, module).filter((each) => each.fn.owner === target.fn.owner);
  const all = beside.flatMap((each) => writtenOf(each) ?? []);
  return fn && { fn, all, isSameClass: target.fn.owner === stack };
}

const isLibraryClass = (className: string) => /^([\w$]+\.)?(Nodejs)?Function$/.test(className);

/** Whether a function's class extends a Lambda function, and so takes all of its properties. */
const isFunctionItself = ({ made: { steps, member } }: CdkTarget) => steps.length === 1 && !member;

/** What siblings have beside them, where the new function comes into their class. */
function companionsOf({ disk, module, stack, id }: Wanted, { target }: Sibling) {
  const beside = functionsIn(disk, module).filter(({ fn }) => fn.owner === target.fn.owner);
  return cdkCompanions(target.fn.owner === stack ? beside : [], target, id);
}

type Written = Pick<PlacedInStack, 'snippet' | 'notices'>;

/** The module with a function: its properties are those of the sibling that fit, and those that it cannot do without. */
function snippetOf(
  wanted: Wanted,
  sibling: Sibling | undefined,
  className: string,
  needed: Readonly<Record<string, string>>,
  told: (prop: WrittenProp, model: Model) => string | undefined,
): Written {
  const model = sibling && modelOf(wanted, sibling);
  const asked = propsAsked(wanted.request);
  const line = ([name, value]: readonly [string, string]) => `${name}: ${value},`;
  if (!model) {
    const lines = Object.entries({ ...needed, ...asked }).map(line);
    return { snippet: moduleText(wanted, className, lines), notices: [] };
  }
  const companions = companionsOf(wanted, sibling!);
  const needs = { ...needed, ...companions.props };
  const changed = (name: string) => (prop: WrittenProp) =>
    told(prop, model) ?? `${name}: ${needs[name] ?? asked[name]}`;
  const own = Object.fromEntries(
    [...Object.keys(needs), ...Object.keys(asked)].map((name) => [name, changed(name)]),
  );
  const has = (name: string) => model.fn.written.some((each) => each.name === name);
  const { fn, target } = sibling!;
  const isOwn = !isLibraryClass(fn.className);
  // A class of the app that is given no handler chooses it itself
  const missing = Object.entries({ ...needs, ...asked }).filter(
    ([name]) => !has(name) && name !== 'runtime' && !(isOwn && name === 'handler'),
  );
  const takesAll = missing.length === 0 || isFunctionItself(target);
  const isAlike = isOwn && takesAll && isWhole(model, own);
  // What a class of the app is given means nothing to the library's
  const isAnew = isOwn && !isAlike && !isFunctionItself(target);
  const lines = isAnew
    ? Object.entries({ ...needs, ...asked }).map(line)
    : [...copiedProps(model, own), ...missing.map(line)];
  const made = isAlike ? fn.className : className;
  return { snippet: moduleText(wanted, made, lines, companions), notices: companions.notices };
}

/** A function's runtime as it is written, where that is one that new functions may have. */
const standingRuntime = (prop: WrittenProp, { runtime }: CdkFunction, model: Model) =>
  isRetired(runtime) || !isReached(prop, model) ? undefined : prop.text;

/** Code that a construct bundles: named by its file. */
function bundled(wanted: Wanted, file: ProjectPath, exported: string, sibling?: Sibling): Written {
  const { disk, module } = wanted;
  const needed = {
    runtime: runtimeOf(disk, module.path, sibling?.fn.runtime),
    entry: `'${fromApp(disk, module.path, file)}'`,
    ...((exported !== 'handler' || sibling?.fn.handler) && { handler: `'${exported}'` }),
  };
  return snippetOf(wanted, sibling, 'nodejs.NodejsFunction', needed, (prop, model) => {
    if (prop.name === 'entry') return changedPath(prop, model, sibling!.file, file);
    return prop.name === 'runtime' ? standingRuntime(prop, sibling!.fn, model) : undefined;
  });
}

/** Code that runs as it is: named by its folder, and the module in it. */
function plain(
  wanted: Wanted,
  [before, folder]: readonly [string, string],
  handler: string,
  sibling: Sibling,
): Written {
  const { disk, module } = wanted;
  const asset = fromApp(disk, module.path, folder.replace(/\/$/, '') as ProjectPath) || '.';
  const needed = {
    runtime: runtimeOf(disk, module.path, sibling.fn.runtime),
    handler: `'${handler}'`,
    code: `lambda.Code.fromAsset('${asset}')`,
  };
  return snippetOf(wanted, sibling, 'lambda.Function', needed, (prop, model) => {
    if (prop.name === 'code') return changedPath(prop, model, before, folder);
    return prop.name === 'runtime' ? standingRuntime(prop, sibling!.fn, model) : undefined;
  });
}

const isPackage = (disk: Disk) => (folder: string) =>
  disk.read(projectPath(`${folder}/package.json`)) !== undefined;

const fileBeside = (other: ProjectPath, { disk, name }: Wanted) =>
  projectPath(moduleBeside(withoutEnding(other), name, isPackage(disk)) + endingOf(other));

function besideSibling(wanted: Wanted, sibling: Sibling): PlacedInStack {
  const { fn, file } = sibling;
  const path = fileBeside(file, wanted);
  const [, module = '', its = 'handler'] = /^(?:(.*)\.)?([\w$]+)$/.exec(fn.handler ?? '') ?? [];
  const exported = exportBeside(its, [nameIn(withoutEnding(file)), fn.id], wanted.name);
  const placed = { file: path, exported, sibling: file };
  if (!fn.code) return { ...placed, ...bundled(wanted, path, exported, sibling) };
  // Each function's code folder is its own when the new handler is not in the sibling's
  const shared = withoutEnding(file).slice(0, -module.length);
  const isShared = shared === '' || path.startsWith(shared);
  const folder = isShared ? shared : withoutEnding(path).slice(0, -module.length);
  const own = withoutEnding(path).slice(folder.length);
  return { ...placed, ...plain(wanted, [shared, folder], `${own}.${exported}`, sibling) };
}

/** The handler of a function that another module of the same app makes. */
function handlerElsewhere({ disk, module }: Wanted): ProjectPath | undefined {
  const app = appFolder(disk, module.path);
  const functions = cdkModules(disk, () => true)
    .filter(({ path }) => appFolder(disk, path) === app)
    .flatMap((each) => functionsIn(disk, each));
  return functions.map((each) => cdkHandler(disk, each)).findLast(Boolean);
}

/** The construct id that a new function of the stack gets. */
export const idInStack = (disk: Disk, module: FoundModule, stack: string, name: Name): string =>
  constructId(
    siblingsOf(disk, module, stack).map(({ fn }) => fn.id),
    name,
  );

/** A new function of a stack, written as its siblings are. */
export function placeInStack(
  disk: Disk,
  module: FoundModule,
  stack: string,
  name: Name,
  request: FunctionRequest,
): PlacedInStack {
  const wanted = { disk, module, stack, name, id: idInStack(disk, module, stack, name), request };
  const sibling = siblingIn(wanted);
  const [unread] = sibling ? [] : uninstalledFunctions(disk, module);
  if (unread) refuseUnsure(unread);
  if (sibling) refuseBuilt(disk, sibling.file, sibling.fn.id);
  if (sibling) return besideSibling(wanted, sibling);
  const other = handlerElsewhere(wanted);
  const file = other
    ? fileBeside(other, wanted)
    : freshFile(wanted.disk, wanted.module.path, wanted.name);
  return { ...bundled(wanted, file, 'handler'), file, exported: 'handler', sibling: other };
}
