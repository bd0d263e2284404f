import type { Imported } from '../syntax/imports.ts';

const isLibrary = ({ module }: Imported) => /^aws-cdk-lib(\/|$)/.test(module);

const isSorted = (modules: readonly string[]) =>
  modules.every((each, n) => n === 0 || modules[n - 1]! <= each);

/** The import that one of a module of the library comes behind: at its sorted place, or behind the library's last. */
export function importAnchor(imports: readonly Imported[], module: string): Imported | undefined {
  const library = imports.filter(isLibrary);
  const last = library.at(-1) ?? imports.at(-1);
  if (library.length < 2 || !isSorted(library.map((each) => each.module))) return last;
  return library.findLast((each) => each.module < module) ?? last;
}
