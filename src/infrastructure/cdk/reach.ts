import { ts } from 'ts-morph';
import type { Disk } from '../../core/tree/tree.ts';
import { idOf, ownerOf } from '../../editors/cdk/syntax/constructs.ts';
import { baseOf } from '../../editors/cdk/syntax/makers.ts';
import { isRepeated } from '../../editors/cdk/syntax/reference.ts';
import { lineOf } from '../../editors/cdk/syntax/source.ts';
import type { MakerAt } from './maker-at.ts';
import { classMaker, isStack, makerAround, type Site, usersOf } from './users.ts';

/** How many makers are in each other that are followed. */
const DEPTH = 8;

/** A construct with what makes it: a class, or the top level of a module. */
export interface Made extends Site {
  readonly owner: string;
  readonly id: string;
  readonly line: number;
}

export const madeAt = (site: Site, id: string): Made => ({
  ...site,
  id,
  owner: ownerOf(site.node),
  line: lineOf(site.module.source.file, site.node),
});

/** The nearest place that can reach both a function and a resource. */
export interface Meeting {
  /** The constructs at that place: they are, or they make, the function and the resource. */
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

/** The class that makes a construct, by its constructor or one of its methods. */
function classOf({ module, node }: Made): MakerAt | undefined {
  const at = makerAround({ module, node });
  return at.maker.kind === 'class' ? at : classMaker(at);
}

const isSame = (a: Made, b: Made) => a.module.path === b.module.path && a.owner === b.owner;

/** A construct, what makes it, what makes that, and so on, as long as each is made in one place only. */
function pathOf(disk: Disk, made: Made, path: readonly Made[] = []): readonly Made[] {
  const whole = [...path, made];
  if (path.some((each) => isSame(each, made))) return path;
  const own = classOf(made);
  if (!own) return whole;
  const [user, ...others] = usersOf(disk, own);
  const isOnce = user && others.length === 0 && !isRepeated(user.node);
  return isOnce ? pathOf(disk, madeAt(user, idOf(user.node.arguments?.[1])), whole) : whole;
}

/**
 * The ids of what a construct is made in, from its stack down; undefined where one is not known, or where it is made
 * more than once.
 */
export function idsAround(disk: Disk, site: Site, depth = 0): readonly string[] | undefined {
  const at = makerAround(site);
  const own = at.maker.kind === 'method' ? classMaker(at) : at;
  if (!own || own.maker.kind === 'module' || isStack(disk, own)) return [];
  const [user, second] = usersOf(disk, own);
  if (!user || second || depth > DEPTH || isRepeated(user.node)) return undefined;
  const around = idsAround(disk, user, depth + 1);
  // What is no construct makes others in the scope that it is given
  if (!ts.isClassLike(own.maker.node) || !baseOf(own.maker.node)) return around;
  const id = user.node.arguments?.[1];
  return around && id && ts.isStringLiteralLike(id) ? [...around, id.text] : undefined;
}

/** Whether a stack makes a construct itself. */
export const isOfStack = (disk: Disk, made: Made) => {
  const own = classOf(made);
  return own !== undefined && isStack(disk, own);
};

/** Finds the innermost place that can reach both, or the reason why there is none. */
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
  const stack = [...inner.fnPath, ...inner.resourcePath].find((each) => isOfStack(disk, each));
  if (stack) return { at: resource, reason: `${stack.owner} is a stack of its own` };
  return { fn: of, resource: resourcePath[to]!, ...inner };
}

function whyNot(disk: Disk, made: Made): string {
  const own = classOf(made);
  if (!own) return 'it is made at the top level of a module';
  const count = usersOf(disk, own).length;
  if (count > 1) return `${made.owner} is made ${count} times`;
  return isStack(disk, own)
    ? `${made.owner} is a stack of its own`
    : `${made.owner} is not a class that is made once`;
}
