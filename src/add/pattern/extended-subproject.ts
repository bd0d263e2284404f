import { commandFor, kindOfPattern } from '../../core/additions.ts';
import { listOf, RESTORE, refusal } from '../../core/errors.ts';
import { type ForeignManifest, MANIFEST, parseManifest } from '../../core/manifest.ts';
import { folderOf, type ProjectPath, projectPath } from '../../core/paths.ts';
import type { ExtendContext } from '../../host/context.ts';

/** The manifest of a subproject that is a project of its own, as the host has recorded it. */
function manifestOfSubproject({ files }: ForeignManifest, key: string): ProjectPath | undefined {
  const path = Object.keys(files[key] ?? {}).find((each) => each.endsWith(`/${MANIFEST}`));
  return path === undefined ? undefined : projectPath(path);
}

/** The commands that remove what was added to a subproject later; the last addition is removed first. */
function removals(text: string, path: ProjectPath, key: string): readonly string[] {
  const { instances, additions } = parseManifest(text);
  const others = instances
    .filter(({ name }) => name !== key)
    .map(({ name, pattern }) => ({ kind: kindOfPattern(pattern), name }));
  const named = [...others, ...additions].map(commandFor);
  const cwd = folderOf(path).slice(0, -1);
  return named.toReversed().map((each) => `lambda-gen remove ${each} --cwd ${cwd}`);
}

/** Refuses to remove a subproject while it has additions of its own: those have to be removed first. */
export function refuseExtended(
  { disk, ports }: ExtendContext,
  manifest: ForeignManifest,
  key: string,
): void {
  const path = manifestOfSubproject(manifest, key);
  const text = path && disk.read(path);
  if (text === undefined || ports.isAsMade(path!, text, manifest.files[key]![path!]!)) return;
  const list = removals(text, path!, key);
  throw refusal(`${path} has changed since ${key} was added`, {
    at: { path: path! },
    hint: list.length > 0 ? `Remove first what was added to it:${listOf(list)}` : RESTORE,
  });
}
