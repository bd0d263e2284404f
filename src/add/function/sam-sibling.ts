import type { Name } from '../../core/names.ts';
import { folderOf, joined, type ProjectPath, projectPath, withSlashes } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { type Model, type ModelMap, mapOf } from '../../editors/sam/model.ts';
import { exportBeside, folderBeside, moduleBeside } from '../../host/module-name.ts';
import { isRetired, NODE } from '../../host/runtimes.ts';
import { codeUri, handlerFile, isFile } from '../../infrastructure/sam/handler.ts';
import type { SamFunction } from '../../infrastructure/sam/survey.ts';
import type { FoundTemplate } from '../../infrastructure/sam/templates.ts';

/** A function of the template that a new one is written after, and the file with its handler. */
export interface Sibling {
  readonly fn: SamFunction;
  readonly file: ProjectPath;
}

/** What a new function has in the template, and where its handler goes. */
export interface Placed {
  readonly properties: ModelMap;
  readonly metadata: ModelMap;
  readonly file: ProjectPath;
  readonly exported: string;
}

/** The last function whose handler stands here as JavaScript or TypeScript. */
export function findSibling(disk: Disk, template: FoundTemplate): Sibling | undefined {
  for (const fn of [...template.survey.functions].reverse()) {
    const file = handlerFile(disk, template, fn);
    const isBeside = !isFile(codeUri(fn)) && typeof fn.properties.Handler === 'string';
    if (file && isBeside) return { fn, file };
  }
  return undefined;
}

/** Folders that hold the code of several functions. */
const SHARED = /^(\.|src|lib|lambdas?|functions?|handlers?|app|dist|build|code|backend|api)$/;

const folderName = (uri: string) => uri.replace(/\/+$/, '').split('/').at(-1) || '.';

function uriOf({ kind, properties }: SamFunction): Model | undefined {
  const uri = kind === 'serverless' ? properties.CodeUri : properties.Code;
  return typeof uri === 'string' ? withSlashes(uri) : uri;
}

/** Whether each function of the template has a code folder of its own. */
function hasOwnFolder({ survey }: FoundTemplate, uri: string): boolean {
  const uris = survey.functions.map(uriOf);
  if (uris.filter((each) => each === uri).length > 1) return false;
  return uris.length > 1 || !SHARED.test(folderName(uri));
}

const withoutEnding = (path: string) => path.replace(/\.\w+$/, '');
const baseOf = (path: string) => path.split('/').at(-1)!;

interface Modules {
  /** Relative to the code folder, as `Handler` names them. */
  readonly before: string;
  readonly after: string;
}

/** What `Handler` says when a bundler takes the entry point: the whole of its path, or the file alone. */
function entryHandler(entry: string, newEntry: string, { before, after }: Modules): string {
  if (before === withoutEnding(entry)) return withoutEnding(newEntry);
  return before === baseOf(withoutEnding(entry)) ? baseOf(withoutEnding(newEntry)) : after;
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
export function besideSibling(template: FoundTemplate, sibling: Sibling, name: Name): Placed {
  const { fn, file } = sibling;
  const [, before = 'index', its = 'handler'] =
    /^(.*)\.([\w$]+)$/.exec(String(fn.properties.Handler)) ?? [];
  const exported = exportBeside(its, [baseOf(before), fn.id], name);
  const uri = codeUri(fn);
  const isOwn = hasOwnFolder(template, uri);
  const newUri = isOwn ? folderBeside(uri, name) : uri;
  const after = isOwn ? before : moduleBeside(before, name);
  const entry = entryOf(fn.metadata);
  const newEntry =
    entry &&
    (isOwn
      ? entry
      : moduleBeside(withoutEnding(entry), name) + entry.slice(withoutEnding(entry).length));
  const ending = file.slice(withoutEnding(file).length);
  const handler = entry && newEntry ? entryHandler(entry, newEntry, { before, after }) : after;
  const path = joined(folderOf(template.path), newUri, newEntry ?? after + ending)!;
  const changed: ModelMap = { CodeUri: newUri, Handler: `${handler}.${exported}` };
  const properties = Object.fromEntries(
    copied(fn.own).map(([key, value]) => [key, changed[key] ?? value]),
  );
  const runtime: ModelMap = isRetired(fn.properties.Runtime) ? { Runtime: NODE } : {};
  const needed = isOwn || fn.kind === 'lambda' ? changed : { Handler: changed.Handler! };
  return {
    properties: { ...properties, ...needed, ...runtime },
    metadata: newEntry ? withEntry(fn.metadata, newEntry) : {},
    file: path,
    exported,
  };
}

const withEntry = (metadata: ModelMap, entry: string): ModelMap => ({
  ...metadata,
  BuildProperties: { ...mapOf(metadata.BuildProperties), EntryPoints: [entry] },
});

/** A new function where no other is written in JavaScript: a folder of its own, run as it stands. */
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
    file: projectPath(`${folderOf(path)}${name.kebab}/index.mjs`),
    exported: 'handler',
  };
}
