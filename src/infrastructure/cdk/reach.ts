import { folderOf, joined } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { cdkModules, type FoundModule } from './modules.ts';
import type { CdkInstance } from './survey.ts';

/** A construct with what makes it: a class, or the top level of a module. */
export interface Made {
  readonly module: FoundModule;
  readonly owner: string;
  readonly id: string;
  readonly line: number;
}

/** Where a function and a resource are in sight of each other. */
export interface Meeting {
  /** The constructs that stand there: they are, or they make, the function and the resource. */
  readonly fn: Made;
  readonly resource: Made;
  /** What makes them, from the inside out: each is to be a field of its class. */
  readonly fnPath: readonly Made[];
  readonly resourcePath: readonly Made[];
}

export interface NoMeeting {
  readonly reason: string;
  readonly at: Made;
}

const withoutEnding = (path: string) => path.replace(/(\/index)?\.\w+$/, '');

/** Whether an instance is of the class that this module has: an import could be of another of that name. */
function isOf(
  disk: Disk,
  { module: { path } }: Made,
  user: FoundModule,
  { from }: CdkInstance,
): boolean {
  if (from === undefined) return user.path === path;
  const imported = from.startsWith('.') ? joined(folderOf(user.path), from) : undefined;
  if (!imported) return true;
  const module = withoutEnding(imported);
  if (module === withoutEnding(path)) return true;
  // A module that passes on what others export
  return !cdkModules(disk, () => true).some((each) => withoutEnding(each.path) === module);
}

/** Where instances of the class that makes something are made. */
const usersOf = (disk: Disk, made: Made): readonly Made[] =>
  cdkModules(disk, (text) => text.includes(made.owner)).flatMap((module) =>
    module.survey.instances
      .filter((each) => each.className === made.owner && isOf(disk, made, module, each))
      .map(({ owner, id, line }) => ({ module, owner, id, line })),
  );

const isSame = (a: Made, b: Made) => a.module.path === b.module.path && a.owner === b.owner;

const isStack = ({ module, owner }: Made) =>
  module.survey.stacks.some(({ name }) => name === owner);

/** A construct, what makes it, what makes that, and so on, as long as each is made in one place only. */
function pathOf(disk: Disk, made: Made, path: readonly Made[] = []): readonly Made[] {
  const whole = [...path, made];
  if (path.some((each) => isSame(each, made))) return path;
  if (made.owner === '') return whole;
  const [user, ...others] = usersOf(disk, made);
  return user && others.length === 0 ? pathOf(disk, user, whole) : whole;
}

/** Finds the innermost place that sees both; says why there is none. */
export function meetingOf(disk: Disk, fn: Made, resource: Made): Meeting | NoMeeting {
  const [fnPath, resourcePath] = [pathOf(disk, fn), pathOf(disk, resource)];
  const at = fnPath.findIndex((each) => resourcePath.some((other) => isSame(each, other)));
  const of = fnPath[at];
  if (!of) {
    const last = resourcePath.at(-1) ?? resource;
    return {
      at: resource,
      reason: `no module sees both it and the function: ${whyNot(disk, last)}`,
    };
  }
  const to = resourcePath.findIndex((each) => isSame(each, of));
  const inner = { fnPath: fnPath.slice(0, at), resourcePath: resourcePath.slice(0, to) };
  const stack = [...inner.fnPath, ...inner.resourcePath].find(isStack);
  if (stack) return { at: resource, reason: `${stack.owner} is a stack of its own` };
  return { fn: of, resource: resourcePath[to]!, ...inner };
}

function whyNot(disk: Disk, made: Made): string {
  if (made.owner === '') return 'it is made at the top level of a module';
  const count = usersOf(disk, made).length;
  if (count > 1) return `${made.owner} is made ${count} times`;
  return isStack(made)
    ? `${made.owner} is a stack of its own`
    : `${made.owner} is not a class that is made once`;
}
