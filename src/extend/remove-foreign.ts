import type { Addition } from '../core/additions.ts';
import { changeSet } from '../core/change-set.ts';
import {
  type ForeignManifest,
  isOwnProject,
  MANIFEST,
  type Manifest,
  type OwnedFiles,
} from '../core/manifest.ts';
import { type ProjectPath, projectPath } from '../core/paths.ts';
import { Tree } from '../core/tree.ts';
import { removeFromPackage } from '../editors/package-json-removal.ts';
import { cut, fieldsIn } from './cut.ts';
import { refuseExtended } from './home/extended-home.ts';
import { packagesNeeded } from './home/needs.ts';
import type { ExtendPlan, Kit } from './kit.ts';
import { folderOf } from './layout.ts';
import { joined } from './sam-handler.ts';
import { manifestText } from './staging.ts';
import { statefulWarnings } from './stateful.ts';

const firstLine = (text: string) => text.trim().split('\n')[0]!.trim();

interface Removal {
  readonly kit: Kit;
  readonly tree: Tree;
  readonly others: readonly Addition[];
  readonly manifest: Manifest | ForeignManifest;
  readonly notices: string[];
}

const isPackage = (path: string) => /(^|\/)package\.json$/.test(path);

/** The code of all other files. */
const codeBeside = ({ kit, tree }: Removal, path: ProjectPath) =>
  kit.disk
    .list()
    .filter((other) => /\.[cm]?[jt]s$/.test(other) && other !== path)
    .map((other) => tree.read(other) ?? '')
    .join('\n');

/** The text of a file without what was inserted, as far as that can go. */
function without(removal: Removal, path: ProjectPath, now: string, parts: readonly string[]) {
  const { kit, others } = removal;
  if (isPackage(path)) return removeFromPackage(now, parts, packagesNeeded(kit, others));
  const theirs = others.flatMap((other) => other.inserted[path] ?? []);
  const hasFields = parts.some((part) => fieldsIn(part).length > 0);
  return cut(now, parts, theirs, hasFields ? codeBeside(removal, path) : '');
}

/** Edits what stands; answers what had to stay, for another addition that may need it. */
function cutAll(removal: Removal, { inserted }: Addition): Record<string, readonly string[]> {
  const { tree, notices } = removal;
  const left: Record<string, readonly string[]> = {};
  // What uses a field goes before the field itself
  for (const [key, parts] of Object.entries(inserted).toReversed()) {
    const path = projectPath(key);
    const now = tree.read(path);
    if (now === undefined) continue;
    const { text, kept } = without(removal, path, now, parts);
    tree.write(path, text);
    left[path] = isPackage(path) ? kept : kept.filter((part) => text.includes(part));
    for (const part of isPackage(path) ? [] : kept)
      notices.push(`${path}: "${firstLine(part)}" was changed or is in use: it stays`);
  }
  return left;
}

const moduleOf = (path: string) =>
  path
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '');

/** Another addition that has a file which names this one. */
const sharer = ({ tree, others, manifest }: Removal, path: ProjectPath) =>
  others.find(({ key }) =>
    Object.keys(manifest.files[key] ?? {}).some((other) =>
      (tree.read(projectPath(other)) ?? '').includes(moduleOf(path)),
    ),
  );

/** Code of the project that imports a module, but for what goes too. */
const importer = ({ kit, tree }: Removal, path: ProjectPath, going: readonly string[]) =>
  kit.disk
    .list()
    .filter((other) => /\.[cm]?[jt]sx?$/.test(other) && !going.includes(other))
    .find((other) => imports(other, tree.read(other) ?? '', path));

const withoutEnding = (path: string) => path.replace(/\.[cm]?[jt]sx?$/, '');

/** Whether a module names another, by its path from here; with or without an ending. */
function imports(from: string, text: string, path: ProjectPath): boolean {
  const name = moduleOf(path);
  if (!text.includes(name)) return false;
  const specifiers = text.matchAll(/['"](\.{1,2}\/[^'"\n]*)['"]/g);
  return [...specifiers].some(([, specifier]) => {
    const named = joined(folderOf(from), specifier!);
    return named !== undefined && withoutEnding(named) === withoutEnding(path);
  });
}

/** Takes out what was created and nobody needs; answers what another addition owns from now on. */
function removeFiles(removal: Removal, { key }: Addition): OwnedFiles {
  const { kit, tree, manifest, notices } = removal;
  const own = Object.entries(manifest.files[key] ?? {}).map(
    ([path, hash]) => [projectPath(path), hash] as const,
  );
  const standing = own.filter(([path]) => tree.read(path) !== undefined);
  const isAsMade = ([path, hash]: (typeof own)[number]) =>
    kit.workshop.sha256(tree.read(path)!) === hash;
  const going = standing.filter(isAsMade).map(([path]) => path);
  const adopted: Record<string, Record<string, string>> = {};
  for (const [path, hash] of standing) {
    const heir = /-event\.\w+$/.test(path) && sharer(removal, path);
    const user = importer(removal, path, going);
    if (!going.includes(path)) notices.push(`${path} was changed since it was made: it stays`);
    else if (heir) adopted[heir.key] = { ...adopted[heir.key], [path]: hash };
    else if (user) notices.push(`${path} is in use, by ${user}: it stays`);
    else tree.remove(path);
  }
  return adopted;
}

/** The manifest's files without an owner that goes; what is adopted is the others' own. */
function filesWithout({ manifest }: Removal, gone: string, adopted: OwnedFiles): OwnedFiles {
  const { [gone]: _, ...files } = manifest.files;
  const heirs = Object.entries(adopted).map(([key, own]) => [key, { ...files[key], ...own }]);
  return { ...files, ...Object.fromEntries(heirs) };
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

/** Plans to take an addition out of a project by what it inserted: one that somebody else wrote, as a rule. */
export function planForeignRemoval(
  kit: Kit,
  manifest: Manifest | ForeignManifest,
  gone: Addition,
): ExtendPlan {
  refuseExtended(kit, manifest, gone);
  const others = manifest.additions.filter(({ key }) => key !== gone.key);
  const removal: Removal = { kit, tree: new Tree(kit.disk), others, manifest, notices: [] };
  const left = cutAll(removal, gone);
  const files = filesWithout(removal, gone.key, removeFiles(removal, gone));
  const rest = { ...manifest, additions: handedOver(others, left), files };
  if (others.length === 0 && !isOwnProject(manifest)) removal.tree.remove(MANIFEST);
  else removal.tree.write(MANIFEST, manifestText(rest));
  const plan = changeSet(removal.tree, removal.notices);
  return { ...plan, warnings: statefulWarnings(plan.changes), inferred: [], nextSteps: [] };
}
