import type { Addition } from '../core/additions.ts';
import { type ForeignManifest, isOwnProject, type Manifest } from '../core/manifest.ts';
import { projectPath } from '../core/paths.ts';
import type { Base } from '../core/tree/tree.ts';
import { mask } from './cut/mask.ts';

interface Files {
  readonly disk: Base;
  readonly sha256: (text: string) => string;
}

/** What became of a file that was created here. */
export interface FileStatus {
  readonly path: string;
  readonly owner: string;
  readonly status: 'edited' | 'deleted';
}

/** What a project has, and which of its files are no longer as they were made. */
export interface ProjectStatus {
  readonly instances: Manifest['instances'];
  readonly functions: readonly string[];
  readonly triggers: readonly string[];
  readonly files: number;
  readonly changed: readonly FileStatus[];
}

/** A file as it was before additions came into it. */
function asMade(text: string, path: string, additions: readonly Addition[]): string {
  const parts = additions.flatMap(({ inserted }) => inserted[path] ?? []);
  return mask(text, []).without(parts.toReversed());
}

function statusOf(
  { disk, sha256 }: Files,
  additions: readonly Addition[],
  path: string,
  hash: string,
) {
  const text = disk.read(projectPath(path));
  if (text === undefined) return 'deleted';
  return sha256(asMade(text, path, additions)) === hash ? undefined : 'edited';
}

/** A pattern in a project that somebody else wrote. */
function instanceOf({ key, options: { pattern = '', ...options } }: Addition) {
  return { name: key, pattern, options };
}

export function projectStatus(kit: Files, manifest: Manifest | ForeignManifest): ProjectStatus {
  const all = Object.entries(manifest.files).flatMap(([owner, hashes]) =>
    Object.entries(hashes).map(([path, hash]) => ({
      path,
      owner,
      status: statusOf(kit, manifest.additions, path, hash),
    })),
  );
  const keysOf = (kind: string) =>
    manifest.additions.filter((each) => each.kind === kind).map(({ key }) => key);
  const instances = isOwnProject(manifest)
    ? manifest.instances
    : manifest.additions.filter(({ kind }) => kind === 'pattern').map(instanceOf);
  const isFunction = ({ pattern }: { pattern: string }) => pattern === 'function';
  return {
    instances: instances.filter((each) => !isFunction(each)),
    functions: [...instances.filter(isFunction).map(({ name }) => name), ...keysOf('function')],
    triggers: keysOf('trigger'),
    files: all.length,
    changed: all.filter((each) => each.status !== undefined) as FileStatus[],
  };
}
