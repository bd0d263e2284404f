import { type ProjectPath, projectPath } from '../core/paths.ts';
import type { Disk } from '../core/tree.ts';
import { mapOf, type SamFunction } from '../editors/sam-survey.ts';
import { folderOf } from './layout.ts';
import type { FoundTemplate } from './templates.ts';

const ENDINGS = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'tsx', 'jsx'];

/** A module's path with every ending that its file may have. */
export const withEndings = (module: string) => ENDINGS.map((ending) => `${module}.${ending}`);

/** A path without `.` and `..`; undefined when it leads out of the project. */
export function joined(...parts: readonly string[]): ProjectPath | undefined {
  const segments: string[] = [];
  for (const segment of parts.join('/').split('/')) {
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segment !== '' && segment !== '.' && segment !== '..') segments.push(segment);
  }
  return segments.length > 0 ? projectPath(segments.join('/')) : undefined;
}

/** Folder whose code a function gets, relative to the project, with a slash; its template's own by default. */
export function codeFolder({ path }: FoundTemplate, { properties, kind }: SamFunction): string {
  const value = kind === 'serverless' ? properties.CodeUri : properties.Code;
  const folder = typeof value === 'string' && !value.includes(':') ? value : '.';
  const found = joined(folderOf(path), folder);
  return found ? `${found}/` : '';
}

function candidates(
  template: FoundTemplate,
  fn: SamFunction,
): readonly (ProjectPath | undefined)[] {
  const folder = codeFolder(template, fn);
  const entry = [mapOf(fn.metadata.BuildProperties).EntryPoints].flat()[0];
  const handler = String(fn.properties.Handler ?? 'index.handler').replace(/\.[\w$]+$/, '');
  const modules = withEndings(handler).map((path) => joined(folder, path));
  return [...(typeof entry === 'string' ? [joined(folder, entry)] : []), ...modules];
}

/** The file with a function's handler; undefined when it is in another language, or built elsewhere. */
export const handlerFile = (disk: Disk, template: FoundTemplate, fn: SamFunction) =>
  candidates(template, fn).find((path) => path && disk.read(path) !== undefined);
