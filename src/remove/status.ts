import { type Addition, isTrigger, ownerOf, PACKAGE, typeWithOrdinal } from '../core/additions.ts';
import { isOwnProject, type Manifest } from '../core/manifest.ts';
import { projectPath } from '../core/paths.ts';
import type { Ports } from '../core/ports.ts';
import type { ChangedValue } from '../core/record.ts';
import { type Disk, Tree } from '../core/tree/tree.ts';
import { isAsMade } from './as-made.ts';
import type { AnyManifest, RemovalContext } from './removal.ts';

/** The state of a file that was created here. */
export interface FileStatus {
  readonly path: string;
  readonly owner: string;
  readonly status: 'edited' | 'deleted';
}

/** A trigger by its function, and its type with its ordinal. */
export interface TriggerStatus {
  readonly function: string;
  readonly type: string;
}

/** An existing value that `--fix` changed. */
export interface FixedValue {
  readonly path: string;
  readonly owner: string;
  /** The property, behind what it is a property of. */
  readonly name: string;
  readonly was: string;
  readonly status: 'changed since' | 'as it was set';
}

/** What a project has, and which of its files are no longer as they were made. */
export interface ProjectStatus {
  readonly instances: Manifest['instances'];
  readonly functions: readonly string[];
  readonly triggers: readonly TriggerStatus[];
  /** What was removed, but for what was edited or is used. */
  readonly left: readonly string[];
  readonly fixed: readonly FixedValue[];
  readonly files: number;
  readonly changed: readonly FileStatus[];
  /** Why its infrastructure cannot be used. */
  readonly problems: readonly string[];
}

/** A pattern in a project that somebody else wrote. */
function instancesOf(additions: readonly Addition[]): Manifest['instances'] {
  return additions.flatMap((each) => {
    if (each.kind !== 'pattern') return [];
    const { pattern = '', ...options } = each.options;
    return [{ name: each.name, pattern, options }];
  });
}

/** The instances of a project of ours, and the package type of its functions where that was chosen: an option, too. */
function withPackage({ instances, project: { packageType: type } }: Manifest) {
  const chosen = { name: PACKAGE, pattern: PACKAGE, options: { type } };
  return type === 'image' ? [...instances, chosen] : instances;
}

/** The context as far as status needs it. */
export type StatusContext = Pick<RemovalContext, 'cut'> & {
  readonly disk: Disk;
  readonly ports: Pick<Ports, 'isAsMade' | 'record'>;
};

/**
 * Whether what was inserted has to be taken out of a file to tell what became of it: of one that was created here and
 * differs, and of one in which `--fix` changed a value.
 */
export function isCutNeeded({ disk, ports }: StatusContext, { files, made }: AnyManifest): boolean {
  const hasInsertions = new Set(
    Object.values(made).flatMap(({ inserted, texts }) => Object.keys({ ...inserted, ...texts })),
  );
  const differs = ([path, hash]: readonly [string, string]) => {
    if (!hasInsertions.has(path)) return false;
    const text = disk.read(projectPath(path));
    return text !== undefined && !ports.isAsMade(path, text, hash);
  };
  const isChanged = Object.values(made).some(({ changed }) => changed !== undefined);
  return (
    isChanged ||
    Object.values(files)
      .flatMap(Object.entries<string>)
      .some(differs)
  );
}

function filesOf(context: StatusContext, manifest: AnyManifest) {
  const known = { context: context as RemovalContext, tree: new Tree(context.disk), manifest };
  const statusOf = (path: string, hash: string) => {
    if (known.tree.read(projectPath(path)) === undefined) return 'deleted' as const;
    return isAsMade(known, path, hash) ? undefined : ('edited' as const);
  };
  return Object.entries(manifest.files).flatMap(([owner, hashes]) =>
    Object.entries(hashes).map(([path, hash]) => ({ path, owner, status: statusOf(path, hash) })),
  );
}

function fixedIn(
  context: StatusContext,
  owner: string,
  path: string,
  all: readonly ChangedValue[],
) {
  const text = context.disk.read(projectPath(path));
  if (text === undefined) return [];
  const cut = context.cut(path, text, { going: [], others: [], changed: all });
  const restored = 'restored' in cut ? (cut.restored ?? []) : [];
  return restored.map(({ change: { at, was }, isRestored }): FixedValue => {
    const name = at.filter((key) => !/^(Resources|Properties|property)$/.test(key)).join(' ');
    const status = isRestored ? 'as it was set' : 'changed since';
    return { path, owner, name, was, status };
  });
}

const fixedValues = (context: StatusContext, { made }: AnyManifest) =>
  Object.entries(made).flatMap(([owner, { changed = {} }]) =>
    Object.entries(changed).flatMap(([path, all]) => fixedIn(context, owner, path, all)),
  );

export function projectStatus(
  context: StatusContext,
  manifest: AnyManifest,
  problems: readonly string[] = [],
): ProjectStatus {
  const files = filesOf(context, manifest);
  const additions = manifest.additions.filter(({ isLeft }) => !isLeft);
  const instances = isOwnProject(manifest) ? withPackage(manifest) : instancesOf(additions);
  const isFunction = ({ pattern }: { pattern: string }) => pattern === 'function';
  const functions = additions.flatMap((each) => (each.kind === 'function' ? [each.name] : []));
  return {
    instances: instances.filter((each) => !isFunction(each)),
    functions: [...instances.filter(isFunction).map(({ name }) => name), ...functions],
    triggers: additions
      .filter(isTrigger)
      .map((each) => ({ function: each.function, type: typeWithOrdinal(each) })),
    left: manifest.additions.filter(({ isLeft }) => isLeft).map(ownerOf),
    fixed: fixedValues(context, manifest),
    files: new Set(files.map(({ path }) => path)).size,
    changed: files.flatMap(({ status, ...file }) => (status ? [{ ...file, status }] : [])),
    problems,
  };
}
