import type { ProjectPath } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { isCalled, match, mentions, type Named } from '../match.ts';
import { handlerOf } from './handler.ts';
import type { SamFunction } from './survey.ts';
import { type FoundTemplate, refuseUnread, templatesWith } from './templates.ts';

/** A function of a template, with its template. */
export interface SamTarget extends Named {
  readonly template: FoundTemplate;
  readonly fn: SamFunction;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Names of a function: its logical id, and the module it runs, with and without its folder. */
function namesOf(fn: SamFunction): string[] {
  const { id, properties } = fn;
  const module = handlerOf(fn)?.replace(/\.[\w$]+$/, '');
  const parts = module?.split('/').filter((part) => part !== 'src') ?? [];
  const folders = parts.length > 1 ? [parts.slice(-2).join('/'), parts.at(-2)!] : [];
  const name = text(properties.FunctionName);
  return [id, ...folders, ...(name ? [name] : [])];
}

function targetsIn(template: FoundTemplate): readonly SamTarget[] {
  return template.survey.functions.map((fn) => ({
    template,
    fn,
    names: namesOf(fn),
    shown: `${fn.id} (${template.path}:${fn.line})`,
  }));
}

/** Every function of the project's templates. */
export const samFunctions = (disk: Disk): readonly SamTarget[] =>
  templatesWith(disk, undefined, () => true).flatMap(targetsIn);

/** The function that `name` means; throws `usage` when none is meant, or several. */
export function findSamFunction(disk: Disk, name: string, wanted?: ProjectPath): SamTarget {
  const holding = templatesWith(disk, wanted, mentions(name)).flatMap(targetsIn);
  const isHeld = holding.some(isCalled(name));
  const all = isHeld ? holding : templatesWith(disk, wanted, () => true).flatMap(targetsIn);
  if (all.length === 0) refuseUnread(disk);
  return match('function', name, all, 'Give the name before the colon, or --template <path>.');
}
