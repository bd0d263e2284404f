import type { Name } from '../../core/names.ts';
import {
  endingOf,
  folderOf,
  joined,
  nameIn,
  type ProjectPath,
  projectPath,
  withoutEnding,
} from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { type Model, type ModelMap, mapOf } from '../../editors/sam/model.ts';
import { isTestPath, mostAlike } from '../../host/code/most-alike.ts';
import { exportBeside, folderBeside, moduleBeside } from '../../host/module-name.ts';
import { isRetired, NODE } from '../../host/runtimes.ts';
import { sourcePath } from '../../infrastructure/built.ts';
import { buildOfHandler, codeUri, handlerFile, isFile } from '../../infrastructure/sam/handler.ts';
import type { SamFunction } from '../../infrastructure/sam/survey.ts';
import type { FoundTemplate } from '../../infrastructure/sam/templates.ts';

/** A function of the template that a new one is written after, and the file with its handler. */
export interface Sibling {
  readonly fn: SamFunction;
  readonly file: ProjectPath;
}

/** The function that a new one is written after, with all that count as its like. */
export interface Siblings {
  readonly one: Sibling;
  readonly all: readonly Sibling[];
}

/** What a new function has in the template, and where its handler goes. */
export interface Placed {
  readonly properties: ModelMap;
  readonly metadata: ModelMap;
  /** The sibling's module, with the new one. */
  readonly modules: readonly (readonly [before: string, after: string])[];
  /** That of the sibling, where every function has one. */
  readonly condition?: string;
  /** What the project's build makes of its source. */
  readonly built?: string;
  readonly file: ProjectPath;
  readonly exported: string;
}

/** The functions of the template whose handlers are JavaScript or TypeScript files of the project. */
const siblingsIn = (disk: Disk, template: FoundTemplate): readonly Sibling[] =>
  template.survey.functions.flatMap((fn) => {
    const file = handlerFile(disk, template, fn);
    const isBeside = !isFile(codeUri(fn)) && typeof fn.properties.Handler === 'string';
    return file && isBeside ? [{ fn, file }] : [];
  });

/** Whether a function is made under a condition, or for tests alone. */
const isAside = ({ fn, file }: Sibling) => fn.condition !== undefined || isTestPath(file);

/** How a function is built and run, and how its code is laid out. */
const shapeOf = ({ fn, file }: Sibling, all: readonly Sibling[]) =>
  JSON.stringify([
    fn.kind,
    fn.properties.Runtime ?? null,
    fn.metadata.BuildMethod ?? null,
    endingOf(file),
    all.filter((each) => codeUri(each.fn) === codeUri(fn)).length > 1 ? codeUri(fn) : '',
  ]);

/** The sibling that a new function is written like, and all that resemble it; undefined where the project has no handler. */
export function findSibling(disk: Disk, template: FoundTemplate): Siblings | undefined {
  const all = siblingsIn(disk, template);
  const one = mostAlike(all, isAside, (each) => shapeOf(each, all));
  return one && { one, all: isAside(one) ? all : all.filter((each) => !isAside(each)) };
}

/** Folders that hold the code of several functions. */
const SHARED = /^(\.\.?|src|lib|lambdas?|functions?|handlers?|app|dist|build|code|backend|api)$/;

const folderName = (uri: string) => uri.replace(/\/+$/, '').split('/').at(-1) || '.';

const withoutSlash = (uri: string) => uri.replace(/\/+$/, '');

const hasPackage = (disk: Disk, folder: string) =>
  disk.read(projectPath(folder === '' ? 'package.json' : `${folder}/package.json`)) !== undefined;

/** Whether each function has a code folder of its own: one that holds no other's, and no package of its own. */
function hasOwnFolder(disk: Disk, template: FoundTemplate, { one, all }: Siblings): boolean {
  const uri = codeUri(one.fn);
  const folder = joined(folderOf(template.path), uri);
  if (folder !== undefined && hasPackage(disk, folder)) return false;
  const others = all.filter((each) => each !== one).map(({ fn }) => withoutSlash(codeUri(fn)));
  if (others.some((each) => `${each}/`.startsWith(`${withoutSlash(uri)}/`))) return false;
  return others.length > 0 || !SHARED.test(folderName(uri));
}

interface Modules {
  /** Relative to the code folder, as `Handler` names them. */
  readonly before: string;
  readonly after: string;
}

/** What `Handler` says when a bundler takes the entry point: the whole of its path, or the file alone. */
function entryHandler(entry: string, newEntry: string, { before, after }: Modules): string {
  if (before === withoutEnding(entry)) return withoutEnding(newEntry);
  return before === nameIn(withoutEnding(entry)) ? nameIn(withoutEnding(newEntry)) : after;
}

const entryOf = (metadata: ModelMap) => {
  const [entry] = [mapOf(metadata.BuildProperties).EntryPoints].flat();
  return typeof entry === 'string' ? entry : undefined;
};

/** Properties that say how a function is built and run, and not what it is for. */
const COPIED = new Set('CodeUri Handler Runtime Architectures PackageType'.split(' '));

const isLiteral = (value: Model): boolean =>
  typeof value !== 'object' || (Array.isArray(value) && value.every(isLiteral));

const copied = (own: ModelMap) =>
  Object.entries(own).filter(([key, value]) => COPIED.has(key) && isLiteral(value));

/** A new function beside a sibling, as the sibling is written. */
export function besideSibling(
  disk: Disk,
  template: FoundTemplate,
  siblings: Siblings,
  name: Name,
): Placed {
  const { fn, file } = siblings.one;
  const [, before = 'index', its = 'handler'] =
    /^(.*)\.([\w$]+)$/.exec(String(fn.properties.Handler)) ?? [];
  const exported = exportBeside(its, [nameIn(before), fn.id], name);
  const uri = codeUri(fn);
  const isOwn = hasOwnFolder(disk, template, siblings);
  const newUri = isOwn ? folderBeside(uri, name) : uri;
  const isPackage = (inner: string) =>
    hasPackage(disk, joined(folderOf(template.path), uri, inner) ?? '');
  const after = isOwn ? before : moduleBeside(before, name, isPackage);
  const entry = entryOf(fn.metadata);
  const newEntry =
    entry &&
    (isOwn ? entry : moduleBeside(withoutEnding(entry), name, isPackage) + endingOf(entry));
  const handler = entry && newEntry ? entryHandler(entry, newEntry, { before, after }) : after;
  const runs = joined(folderOf(template.path), newUri, newEntry ?? after + endingOf(file))!;
  const build = buildOfHandler(disk, template, fn);
  const path = (build && sourcePath(runs, build)) ?? runs;
  const changed: ModelMap = { CodeUri: newUri, Handler: `${handler}.${exported}` };
  const properties = Object.fromEntries(
    copied(fn.own).map(([key, value]) => [key, changed[key] ?? value]),
  );
  const runtime: ModelMap = isRetired(fn.properties.Runtime) ? { Runtime: NODE } : {};
  const needed = isOwn || fn.kind === 'lambda' ? changed : { Handler: changed.Handler! };
  return {
    properties: { ...properties, ...needed, ...runtime },
    metadata: newEntry ? withEntry(fn.metadata, newEntry) : buildOnly(fn.metadata),
    modules: [[before, after]],
    ...(fn.condition && { condition: fn.condition }),
    ...(path !== runs && { built: runs.replace(/\.\w+$/, '.js') }),
    file: path,
    exported,
  };
}

/** How `sam build` builds a function; what else metadata says is of one alone. */
const BUILD = new Set(['BuildMethod', 'BuildProperties', 'SkipBuild']);

const buildOnly = (metadata: ModelMap): ModelMap =>
  Object.fromEntries(Object.entries(metadata).filter(([key]) => BUILD.has(key)));

const withEntry = (metadata: ModelMap, entry: string): ModelMap => ({
  ...metadata,
  BuildProperties: { ...mapOf(metadata.BuildProperties), EntryPoints: [entry] },
});

/** A new function in a project without another in JavaScript: a folder of its own, deployed without a build. */
export function alone({ path, survey }: FoundTemplate, name: Name): Placed {
  const isImage = survey.globals.PackageType === 'Image';
  return {
    properties: {
      ...(isImage ? { PackageType: 'Zip' } : {}),
      CodeUri: `${name.kebab}/`,
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
    },
    metadata: {},
    modules: [],
    file: projectPath(`${folderOf(path)}${name.kebab}/index.mjs`),
    exported: 'handler',
  };
}
