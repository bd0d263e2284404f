import { refusal, unwritten } from '../core/errors.ts';
import { PACKAGE_JSON, SAM_TEMPLATE } from '../core/fold/apply.ts';
import type { Plan } from '../core/fold/pipeline.ts';
import { MANIFEST } from '../core/manifest.ts';
import type { ProjectPath } from '../core/paths.ts';
import type { Ports } from '../core/ports.ts';
import type { Disk } from '../core/tree/tree.ts';
import { canUse, inUse, type Remaining, userOf } from './users.ts';

type Changes = Plan['changes'];

/** What would be removed although it is used, and the file, or its line, that uses it. */
interface Use {
  readonly what: string;
  readonly path: string;
  readonly line?: number;
}

/** The user's code as it will be. Files that are as they were made use nothing that is removed. */
function usersIn(
  { changes, manifest }: Plan,
  disk: Disk,
  { isAsMade }: Pick<Ports, 'isAsMade'>,
): readonly Remaining[] {
  const hashes = new Map(Object.values(manifest.files).flatMap((each) => Object.entries(each)));
  const changed = new Map<ProjectPath, string | undefined>(
    changes.map(({ path, after }) => [path, after]),
  );
  const paths = new Set([...disk.list(), ...changed.keys()]);
  return [...paths].flatMap((path) => {
    if (!canUse(path) || path === MANIFEST) return [];
    const text = changed.has(path) ? changed.get(path) : disk.read(path);
    const hash = hashes.get(path);
    const isOurs = text !== undefined && hash !== undefined && isAsMade(path, text, hash);
    return text === undefined || isOurs ? [] : [{ path, text }];
  });
}

function usedFile(changes: Changes, files: readonly Remaining[]): Use | undefined {
  const removed = changes.flatMap(({ path, before, after }) =>
    after === undefined && before !== undefined && canUse(path) ? [{ path, text: before }] : [],
  );
  const [[what, path] = []] = inUse(removed, files);
  return what === undefined ? undefined : { what, path: path! };
}

/** What a changed file had before and has no more: packages, or ids. */
function removedFrom(changes: Changes, file: string, all: (text: string) => readonly string[]) {
  const change = changes.find(({ path }) => path === file);
  const after = new Set(all(change?.after ?? ''));
  return all(change?.before ?? '').filter((each) => !after.has(each));
}

const packagesIn = (text: string) =>
  Array.from(text.matchAll(/^ {4}"([^"]+)":/gm), ([, name]) => name!);

function usedPackage(changes: Changes, files: readonly Remaining[]): Use | undefined {
  return removedFrom(changes, PACKAGE_JSON, packagesIn)
    .map((what) => ({ what, path: userOf(what, files) }))
    .find((use): use is Use => use.path !== undefined);
}

const idsIn = (text: string) => Array.from(text.matchAll(/^ {2}(\w+):/gm), ([, id]) => id!);

function usedResource(changes: Changes): Use | undefined {
  const ids = removedFrom(changes, SAM_TEMPLATE, idsIn);
  if (ids.length === 0) return undefined;
  const name = new RegExp(`^[^#]*\\b(${ids.join('|')})\\b`);
  const lines = changes.find(({ path }) => path === SAM_TEMPLATE)?.after?.split('\n') ?? [];
  const line = lines.findIndex((each) => name.test(each)) + 1;
  if (line === 0) return undefined;
  return { what: name.exec(lines[line - 1]!)![1]!, path: SAM_TEMPLATE, line };
}

/** Refuses a plan for `name` that removes what the user's code, or the rest of the template, uses. */
export function refuseUsed(
  name: string,
  plan: Plan,
  disk: Disk,
  ports: Pick<Ports, 'isAsMade'>,
): void {
  const { changes } = plan;
  const files = usersIn(plan, disk, ports);
  const use = usedFile(changes, files) ?? usedPackage(changes, files) ?? usedResource(changes);
  if (!use) return;
  const { what, path, line } = use;
  throw refusal(`${path} uses ${what}, which the change of "${name}" removes`, {
    at: { path, ...(line !== undefined && { line }) },
    hint: unwritten('Remove that use first.'),
  });
}
