import { type AppError, refusal, whichOne } from '../../core/errors.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { plainStacks, stackClasses } from '../../editors/cdk/syntax/kinds.ts';
import { lineOf } from '../../editors/cdk/syntax/source.ts';
import { cdkModules, type FoundModule, refuseBroken } from './modules.ts';

interface FoundStack {
  readonly module: FoundModule;
  readonly stack: string;
  readonly line: number;
}

/** The stacks of a module: its classes, and constants that hold a new one. */
export function stacksIn(module: FoundModule): readonly FoundStack[] {
  const { source, constructs } = module;
  const classes = stackClasses(source, source.imports).map((node) => ({
    module,
    stack: node.name?.text ?? 'default',
    line: lineOf(source.file, node.name ?? node),
  }));
  return [
    ...classes,
    ...plainStacks(constructs).map(({ id, line }) => ({ module, stack: id, line })),
  ];
}

const allStacks = (disk: Disk): readonly FoundStack[] =>
  cdkModules(disk, (text) => /Stack\b/.test(text)).flatMap(stacksIn);

const whichStack = (all: readonly FoundStack[]): AppError =>
  whichOne(
    'stack',
    all.map(({ module, stack, line }) => `${stack} (${module.path}:${line})`),
    { flag: 'stack', values: all.map(({ stack }) => stack) },
  );

/** The stack that a new function comes into: the one that is named, or the only one. */
export function mainStack(disk: Disk, wanted: string | undefined): FoundStack {
  const all = allStacks(disk);
  const named = wanted ? all.filter(({ stack }) => stack === wanted) : all;
  const [one] = named;
  if (one && named.length === 1) return one;
  if (all.length > 0) throw whichStack(all);
  refuseBroken(disk);
  throw refusal('No module of the project has a stack that could be extended', {
    hint: 'A stack is a class that extends Stack, or a constant that holds a new one.',
  });
}

/** The names of all stacks but that one; throws `usage` when there is none of that name. */
export function otherStacks(disk: Disk, wanted: string): ReadonlySet<string> {
  const all = allStacks(disk);
  if (!all.some(({ stack }) => stack === wanted)) throw whichStack(all);
  return new Set(all.map(({ stack }) => stack).filter((stack) => stack !== wanted));
}
