import type { Addition } from '../core/additions.ts';
import { changeSet } from '../core/change-set.ts';
import { type ForeignManifest, formatForeignManifest, MANIFEST } from '../core/manifest.ts';
import { type ProjectPath, projectPath } from '../core/paths.ts';
import { Tree } from '../core/tree.ts';
import type { ExtendPlan, Kit } from './kit.ts';
import { mask } from './mask.ts';
import { statefulWarnings } from './stateful.ts';

/** Names that inserted text defines: logical ids, constants and imports. */
function defined(text: string): readonly string[] {
  const ids = [...text.matchAll(/^\s*"?(\w+)"?: *\{?\r?\n\s*"?Type"?: *"?AWS::/gm)];
  const constants = [...text.matchAll(/\b(?:const|let) (\w+)/g)];
  const imports = [...text.matchAll(/\bimport (.*?) from\b/g)].flatMap(([, names]) => [
    ...names!.matchAll(/(\w+)(?= *(?:,|\}|$))/g),
  ]);
  const merged = /^[\s,]*(\w+)[\s,]*$/.exec(text);
  return [...ids, ...constants, ...imports, ...(merged ? [merged] : [])].map(([, name]) => name!);
}

const isMentioned = (text: string, name: string) => new RegExp(`\\b${name}\\b`).test(text);

interface Cut {
  readonly text: string;
  /** What stays, because it was changed, or because something else in the file needs it. */
  readonly kept: readonly string[];
}

/** The text without as much of the insertions as can go; what others inserted stays, wherever it stands. */
function cut(text: string, inserted: readonly string[], others: readonly string[]): Cut {
  const masked = mask(text, others);
  let going = inserted.filter((part) => masked.find(part) !== undefined);
  for (;;) {
    const rest = masked.without(going);
    const needed = going.filter((part) => defined(part).some((name) => isMentioned(rest, name)));
    if (needed.length === 0)
      return { text: rest, kept: inserted.filter((part) => !going.includes(part)) };
    going = going.filter((part) => !needed.includes(part));
  }
}

const firstLine = (text: string) => text.trim().split('\n')[0]!.trim();

interface Removal {
  readonly kit: Kit;
  readonly tree: Tree;
  readonly others: readonly Addition[];
  readonly manifest: ForeignManifest;
  readonly notices: string[];
}

/** Edits what stands; answers what had to stay, for another addition that may need it. */
function cutAll(
  { tree, notices, others }: Removal,
  { inserted }: Addition,
): Record<string, readonly string[]> {
  const left: Record<string, readonly string[]> = {};
  for (const [key, parts] of Object.entries(inserted)) {
    const path = projectPath(key);
    const now = tree.read(path);
    if (now === undefined) continue;
    const theirs = others.flatMap((other) => other.inserted[path] ?? []);
    const { text, kept } = cut(now, parts, theirs);
    tree.write(path, text);
    left[path] = kept.filter((part) => text.includes(part));
    for (const part of kept)
      notices.push(`${path}: "${firstLine(part)}" was changed or is in use: it stays`);
  }
  return left;
}

const moduleOf = (path: string) =>
  path
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '');

/** Whether a file of another addition names this one. */
const isShared = ({ tree, others, manifest }: Removal, path: ProjectPath) =>
  others.some(({ key }) =>
    Object.keys(manifest.files[key] ?? {}).some((other) =>
      (tree.read(projectPath(other)) ?? '').includes(moduleOf(path)),
    ),
  );

function removeFiles(removal: Removal, { key }: Addition): void {
  const { kit, tree, manifest, notices } = removal;
  for (const [each, hash] of Object.entries(manifest.files[key] ?? {})) {
    const path = projectPath(each);
    const now = tree.read(path);
    if (now === undefined) continue;
    if (kit.workshop.sha256(now) !== hash)
      notices.push(`${path} was changed since it was made: it stays`);
    else if (/-event\.\w+$/.test(path) && isShared(removal, path))
      notices.push(`${path} is still in use`);
    else tree.remove(path);
  }
}

/** What stays for the others is theirs from now on. */
function handedOver(others: readonly Addition[], left: Record<string, readonly string[]>) {
  return others.map((other, i) => {
    if (i < others.length - 1) return other;
    const inserted = { ...other.inserted };
    for (const [path, parts] of Object.entries(left))
      if (parts.length > 0) inserted[path] = [...(inserted[path] ?? []), ...parts];
    return { ...other, inserted };
  });
}

/** Plans to take an addition out of a project that somebody else wrote. */
export function planForeignRemoval(
  kit: Kit,
  manifest: ForeignManifest,
  gone: Addition,
): ExtendPlan {
  const others = manifest.additions.filter(({ key }) => key !== gone.key);
  const removal: Removal = { kit, tree: new Tree(kit.disk), others, manifest, notices: [] };
  const left = cutAll(removal, gone);
  removeFiles(removal, gone);
  const { [gone.key]: _, ...files } = manifest.files;
  const rest = { additions: handedOver(others, left), files };
  if (others.length === 0) removal.tree.remove(MANIFEST);
  else removal.tree.write(MANIFEST, formatForeignManifest(rest));
  const plan = changeSet(removal.tree, removal.notices);
  return { ...plan, warnings: statefulWarnings(plan.changes), inferred: [], nextSteps: [] };
}
