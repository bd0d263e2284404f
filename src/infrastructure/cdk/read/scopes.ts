import type { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import type { MakerAt } from '../maker-at.ts';
import { inside, scopeOf } from '../reached.ts';
import { runsOf } from '../source/loops.ts';
import type { Scope } from '../source/scope.ts';
import { isStack, makerAround, runsOnce, usersOf } from '../users.ts';

/** How many runs of the same code are read, and through how many makers. */
const RUNS = 60;
const DEPTH = 4;

/** By the maker, then by its depth: how far around it is read depends on that. */
const SCOPES = new WeakMap<ts.Node, Map<number, readonly Scope[]>>();

function read(disk: Disk, at: MakerAt, depth: number): readonly Scope[] {
  const { module, maker } = at;
  const plain: Scope = { module: module.source, disk };
  if (maker.kind === 'module' || isStack(disk, at) || depth > DEPTH) return [plain];
  if (runsOnce(disk, at)) return [scopeOf(disk, at)];
  const users = usersOf(disk, at);
  if (users.length === 0) return [plain];
  return users
    .flatMap((user) =>
      runsOf(user.node, scopesOf(disk, makerAround(user), depth + 1)).map((scope) =>
        inside(disk, at, user, scope),
      ),
    )
    .slice(0, RUNS);
}

/** The scopes that the code of a maker runs in: one for each time. */
export function scopesOf(disk: Disk, at: MakerAt, depth = 0): readonly Scope[] {
  const { node } = at.maker;
  const byDepth = SCOPES.get(node) ?? new Map<number, readonly Scope[]>();
  SCOPES.set(node, byDepth);
  const found = byDepth.get(depth) ?? read(disk, at, depth);
  byDepth.set(depth, found);
  return found;
}
