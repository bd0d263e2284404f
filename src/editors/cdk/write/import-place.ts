import type { Imported } from '../syntax/imports.ts';

const isLibrary = ({ module }: Imported) => /^aws-cdk-lib(\/|$)/.test(module);

const isSorted = (modules: readonly string[]) =>
  modules.every((each, n) => n === 0 || modules[n - 1]! <= each);

const isRelative = ({ module }: { readonly module: string }) => module.startsWith('.');

/** The import that one of a file comes behind: at its sorted place among files, or behind the packages. */
function fileAnchor(imports: readonly Imported[], module: string): Imported | undefined {
  const files = imports.filter(isRelative);
  const packages = imports.slice(0, imports.findIndex(isRelative) >>> 0);
  if (!isSorted(files.map((each) => each.module))) return imports.at(-1);
  return files.findLast((each) => each.module <= module) ?? packages.at(-1) ?? imports.at(-1);
}

/** The import that one of a module comes behind: at its sorted place, behind its types, or behind the last of the library. */
export function importAnchor(imports: readonly Imported[], module: string): Imported | undefined {
  if (isRelative({ module })) return fileAnchor(imports, module);
  const library = imports.filter(isLibrary);
  const last = library.at(-1) ?? imports.at(-1);
  if (library.length < 2 || !isSorted(library.map((each) => each.module))) return last;
  return library.findLast((each) => each.module <= module) ?? last;
}
