import { folderOf, joined } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { isCalled, match, mentions, type Named } from '../match.ts';
import { withEndings } from '../sam/handler.ts';
import { appFolder } from './app-folder.ts';
import { cdkLabel } from './label.ts';
import { cdkModules, type FoundModule, otherStacks, refuseBroken } from './modules.ts';
import type { CdkFunction } from './survey.ts';

/** A function of a CDK app, with the module that makes it. */
export interface CdkTarget extends Named {
  readonly module: FoundModule;
  readonly fn: CdkFunction;
}

const bare = (reference: string | undefined) => reference?.replace(/^this\./, '');

/** Names of a function: its construct id, alone and behind what it is made in, its variable, and its module. */
function namesOf(fn: CdkFunction, { survey }: FoundModule): string[] {
  const { id, owner, reference, entry } = fn;
  const isOnly = survey.functions.filter((each) => each.owner === owner).length === 1;
  const module = entry
    ?.replace(/\.\w+$/, '')
    .split('/')
    .slice(-2)
    .join('/');
  const names = [
    id,
    cdkLabel(fn),
    `${owner}/${id}`,
    `${owner}${id}`,
    bare(reference),
    module,
    isOnly ? owner : undefined,
  ];
  return names.filter((name) => name !== undefined && name !== '') as string[];
}

const targetsIn = (module: FoundModule): readonly CdkTarget[] =>
  module.survey.functions.map((fn) => ({
    module,
    fn,
    names: namesOf(fn, module),
    shown: `${fn.id} (${module.path}:${fn.line})`,
  }));

/** The function that `name` means; throws `usage` when none is meant, or several. */
export function findCdkFunction(disk: Disk, name: string, stack: string | undefined): CdkTarget {
  // What a construct makes may be any stack's
  const others = stack ? otherStacks(disk, stack) : new Set();
  const targets = (mayHold: (text: string) => boolean) =>
    cdkModules(disk, mayHold)
      .flatMap(targetsIn)
      .filter(({ fn }) => !others.has(fn.owner));
  const holding = targets(mentions(name));
  const own = holding.filter(({ fn }) => fn.owner === stack);
  const found = [own, holding].find((some) => some.some(isCalled(name)));
  const hint = 'Give the name before the colon, or --stack <name>.';
  const all = found ?? targets(() => true);
  if (all.length === 0) refuseBroken(disk);
  return match('function', name, all, hint);
}

/** The file with a function's handler; undefined when it is in another language, or built elsewhere. */
export function cdkHandler(disk: Disk, { module, fn }: CdkTarget) {
  const modulePath = fn.handler?.replace(/\.[\w$]+$/, '');
  // An entry that is a folder is one of another language
  const entries = fn.entry && /\.[cm]?[jt]sx?$/.test(fn.entry) ? [fn.entry] : [];
  const paths = fn.code && modulePath ? withEndings(`${fn.code}/${modulePath}`) : entries;
  const folders = [appFolder(disk, module.path), folderOf(module.path), ''];
  return folders
    .flatMap((folder) => paths.map((path) => joined(folder, path)))
    .find((path) => path !== undefined && disk.read(path) !== undefined);
}
