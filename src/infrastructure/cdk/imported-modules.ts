import { folderOf, joined, type ProjectPath } from '../../core/paths.ts';
import { quietly } from '../../core/quietly.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { infrastructureFiles } from '../forms.ts';

/** What a module is called that an import names without its ending; declarations make nothing. */
const ENDINGS = ['.ts', '.mts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js'];

const isModule = (path: string) => /(?<!\.d)\.[cm]?[jt]s$/.test(path);

/** What a module imports by a path, not by the name of a package. */
const IMPORTS = /\b(?:from|import|require\(|import\()\s*['"](\.{1,2}(?:\/[^'"\n]*)?)['"]/g;

/** A module that is imported, with its text. */
interface Imported {
  readonly path: ProjectPath;
  readonly text: string;
}

function importedAs(disk: Disk, from: string, module: string): readonly Imported[] {
  const bare = module.replace(/\.[cm]?[jt]s$/, '');
  for (const ending of ENDINGS) {
    const path = joined(folderOf(from), bare + ending);
    const text = path && quietly(disk, path);
    if (text !== undefined) return [{ path: path!, text }];
  }
  return [];
}

const FOUND = new WeakMap<Disk, readonly ProjectPath[]>();

/** Reads texts alone, without a parser: commands on SAM templates ask this, too. */
function reached(disk: Disk, scope: string): readonly ProjectPath[] {
  const found = new Set<ProjectPath>();
  const follow = (from: string, text: string) => {
    for (const [, module] of text.matchAll(IMPORTS)) {
      // What a module of the app imports from within the app is listed with it
      if (from.startsWith(scope) && !module!.startsWith('..')) continue;
      for (const each of importedAs(disk, from, module!)) {
        if (each.path.startsWith(scope) || found.has(each.path)) continue;
        found.add(each.path);
        follow(each.path, each.text);
      }
    }
  };
  for (const path of infrastructureFiles(disk))
    if (isModule(path)) follow(path, quietly(disk, path) ?? '');
  return [...found].sort();
}

/** The modules outside of the chosen app's folder that it imports, directly or through others. */
export function importedModules(disk: Disk): readonly ProjectPath[] {
  if (!disk.scope) return [];
  const known = FOUND.get(disk) ?? reached(disk, disk.scope);
  FOUND.set(disk, known);
  return known;
}
