import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { match, matching, type Named, plain } from '../../infrastructure/match.ts';
import type { DeployedFunction, Deployment } from '../../infrastructure/resolve/deployment.ts';
import { textsOf } from '../../infrastructure/resolve/read/values.ts';
import { capturedIn } from '../code/captured.ts';

interface Candidate extends Named {
  readonly fn: DeployedFunction;
  readonly module: string | undefined;
}

const withoutEnding = (path: string) => path.replace(/\.[cm]?[jt]sx?$/, '');

/** The source file that a CDK app would have bundled. */
function bundled(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const [file] = readdirSync(folder).filter((name) => /\.[cm]?js$/.test(name));
  const captured = file ? capturedIn(readFileSync(join(folder, file), 'utf8')) : undefined;
  const entry = captured?.words.find(
    (word) => /\.[cm]?[jt]sx?$/.test(word) && !word.startsWith('-'),
  );
  return captured && entry && relative(captured.cwd, entry);
}

/** The module that a function runs, relative to the project and without its ending. */
export function moduleOf(fn: DeployedFunction): string | undefined {
  const { code, handler } = fn;
  const module = handler.replace(/\.[\w$]+$/, '');
  if (code.kind === 'sam')
    return withoutEnding(join(code.folder, textsOf(code.properties.EntryPoints)[0] ?? module));
  if (code.kind === 'folder') return join(code.folder, module);
  const entry = code.kind === 'asset' ? bundled(code.path) : undefined;
  return entry && withoutEnding(entry);
}

const FOLDERS = ['src', 'functions', 'lambda', 'lambdas', '.'];

/** Names of a function: its id, the last part of it, its name, and the module that it runs with its folder. */
function candidate(fn: DeployedFunction): Candidate {
  const module = moduleOf(fn);
  const parts = module?.split(/[\\/]/).filter((part) => !FOLDERS.includes(part)) ?? [];
  const path = parts.length > 1 ? [parts.slice(-2).join('/')] : [];
  const id = fn.id.split('/');
  const names = [
    fn.id,
    id.slice(-2).join('/'),
    id.at(-1)!,
    id.join(''),
    fn.name,
    ...path,
    ...(module ? [module] : []),
  ];
  return {
    fn,
    module,
    names: [...new Set(names)],
    shown: `${id.join('')}${module ? ` (${module})` : ''}`,
  };
}

/** The folder of a function's module, which is the name of its instance in projects of ours. */
const folderOf = ({ module }: Candidate) => module?.split(/[\\/]/).at(-2);

/** Functions that are alone in their folder have its name, too. */
function withFolders(all: readonly Candidate[]): readonly Candidate[] {
  const modules = new Map<string, Set<string>>();
  for (const each of all) {
    const folder = folderOf(each);
    if (folder && !FOLDERS.includes(folder))
      modules.set(folder, (modules.get(folder) ?? new Set()).add(each.module!));
  }
  return all.map((each) => {
    const folder = folderOf(each) ?? '';
    return modules.get(folder)?.size === 1
      ? { ...each, names: [...new Set([...each.names, folder])] }
      : each;
  });
}

/** Functions whose module ends with the name, as `process` is the end of `uploads/process`, else whose id does. */
function partly(name: string, all: readonly Candidate[]): readonly Candidate[] {
  const last = all.filter(
    ({ module }) => plain(module?.split(/[\\/]/).at(-1) ?? '') === plain(name),
  );
  if (last.length > 0 || plain(name) === '') return last;
  return all.filter(({ names }) => names.some((each) => plain(each).startsWith(plain(name))));
}

/** Each with the name that was given, so that one of several is asked for. */
const named = (name: string, all: readonly Candidate[]): readonly Candidate[] =>
  all.map((each) => ({ ...each, names: [...each.names, name] }));

/**
 * The function that a name means; where one module is deployed several times, as in several regions, the first.
 * Throws `usage` when none is meant, or several.
 */
export function findFunction(deployment: Deployment, given: string): DeployedFunction {
  const all = withFolders(deployment.functions.map(candidate));
  // A path of the handler's file is a name, too: `src/orders/create.ts`, `./src/orders/create.ts`
  const name = withoutEnding(given.replace(/^\.[\\/]/, ''));
  const exact = matching(name, all);
  const found = exact.length > 0 ? exact : partly(name, all);
  const modules = new Set(found.map(({ module }) => module ?? Symbol()));
  if (found.length > 1 && modules.size === 1) return found[0]!.fn;
  const candidates = exact.length === 0 && found.length > 0 ? named(name, found) : all;
  return match('function', name, candidates, 'Give its whole id.').fn;
}
