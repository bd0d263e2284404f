import { folderOf, joined, type ProjectPath, withSlashes } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { mapOf } from '../../editors/sam/model.ts';
import { buildOf, sourcePath } from '../built.ts';
import type { SamFunction } from './survey.ts';
import type { FoundTemplate } from './templates.ts';

const ENDINGS = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'tsx', 'jsx'];

/** A module's path with every ending that its file may have. */
export const withEndings = (module: string) => ENDINGS.map((ending) => `${module}.${ending}`);

/** What `CodeUri` says, or `Code`; the template's own folder by default. */
export function codeUri({ properties, kind }: SamFunction): string {
  const value = kind === 'serverless' ? properties.CodeUri : properties.Code;
  return typeof value === 'string' && !value.includes(':') ? withSlashes(value) : '.';
}

/** What it runs: its handler, or the command of its image. */
export function handlerOf({ properties: { Handler, ImageConfig } }: SamFunction) {
  const [command] = [mapOf(ImageConfig).Command].flat();
  return [Handler, command].find((value) => typeof value === 'string');
}

/** Whether the code is one file: an archive, or a module that is packed alone. */
export const isFile = (uri: string) => /\.(zip|jar|py|rb|[cm]?[jt]s)$/.test(uri);

/** The module that a function runs, without the ending of its file. */
const handlerModule = (fn: SamFunction) =>
  (handlerOf(fn) ?? 'index.handler').replace(/\.[\w$]+$/, '');

/** The build that makes what a function runs, where its source is in the project. */
export const buildOfHandler = (disk: Disk, template: FoundTemplate, fn: SamFunction) =>
  buildOf(disk, joined(folderOf(template.path) + codeUri(fn), handlerModule(fn)), ENDINGS);

function candidates(
  disk: Disk,
  template: FoundTemplate,
  fn: SamFunction,
): readonly (ProjectPath | undefined)[] {
  const uri = codeUri(fn);
  const folder = folderOf(template.path) + uri;
  if (isFile(uri)) return [joined(folder)];
  const entry = [mapOf(fn.metadata.BuildProperties).EntryPoints].flat()[0];
  const modules = withEndings(handlerModule(fn)).map((path) => joined(folder, path));
  const build = buildOfHandler(disk, template, fn);
  const sources = build ? modules.map((path) => path && sourcePath(path, build)) : [];
  return [...(typeof entry === 'string' ? [joined(folder, entry)] : []), ...sources, ...modules];
}

/** The runtime decides the language, and not a file that is there by chance. */
const isOther = (runtime: unknown) =>
  typeof runtime === 'string' && /^(python|java\d|dotnet|go\d|ruby)/.test(runtime);

/** The file with a function's handler; undefined when it is in another language, or built elsewhere. */
export const handlerFile = (disk: Disk, template: FoundTemplate, fn: SamFunction) =>
  isOther(fn.properties.Runtime)
    ? undefined
    : candidates(disk, template, fn).find(
        (path) => path && isCode(path) && disk.read(path) !== undefined,
      );

const isCode = (path: string) => ENDINGS.some((ending) => path.endsWith(`.${ending}`));
