import { refusal, unwritten } from '../../core/errors.ts';
import type { ProjectPath } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { isCalled, match, matching, mentions, type Named, plain, whichOf } from '../match.ts';
import { handlerOf } from './handler.ts';
import type { LoopedFunction, SamFunction } from './survey.ts';
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

const WHICH = whichOf('--template <path>');

/** Every function of the project's templates. */
export const samFunctions = (disk: Disk): readonly SamTarget[] =>
  templatesWith(disk, undefined, () => true).flatMap(targetsIn);

/** Whether a name could be that of a function which a loop makes, or of the loop. */
function isMadeBy(name: string, { id, loop }: LoopedFunction): boolean {
  const parts = id.split(/\$\{[^}]*\}|&\{[^}]*\}/).map(plain);
  const isMade = parts.some(Boolean) && new RegExp(`^${parts.join('.+')}`).test(plain(name));
  return isMade || plain(loop.replace(/^.*::/, '')) === plain(name) || plain(id) === plain(name);
}

/** An addition to a function of a loop would come to all of them: throws `refused` where the name means one. */
function refuseLooped(templates: readonly FoundTemplate[], name: string, isAny: boolean): void {
  const looped = templates.flatMap(({ path, survey }) =>
    survey.looped.map((each) => ({ ...each, path })),
  );
  const one = looped.find((each) => isMadeBy(name, each)) ?? (isAny ? looped[0] : undefined);
  if (!one) return;
  throw refusal(`${one.loop} makes ${one.id}: the addition would apply to each of its functions`, {
    at: { path: one.path, line: one.line },
    hint: unwritten('Define the function outside of the loop, or write the trigger into the loop.'),
  });
}

/** The function that `name` means; throws `usage` when none is meant, or several. */
export function findSamFunction(disk: Disk, name: string, wanted?: ProjectPath): SamTarget {
  const holding = templatesWith(disk, wanted, mentions(name)).flatMap(targetsIn);
  const isHeld = holding.some(isCalled(name));
  if (isHeld) return match('function', name, holding, WHICH);
  const templates = templatesWith(disk, wanted, () => true);
  const all = templates.flatMap(targetsIn);
  if (matching(name, all).length === 0) refuseLooped(templates, name, all.length === 0);
  if (all.length === 0) refuseUnread(disk);
  return match('function', name, all, WHICH);
}
