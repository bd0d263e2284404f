import type { Name } from '../core/names.ts';

/** Modules with a general name, such as `index`: their folder has the name. */
const GENERIC = /^(index|app|main|handler|lambda|function|run)$/;

/** Folders in the one that has the name. */
const INNER = /^(src|lib)$/;
/** Folders that hold several functions, or what they share. */
const COLLECTION = /^(\.\.?|src|lib|app|lambdas?|functions?|handlers?|services?|packages?|apps)$/;

/** A name as the files beside it are named: `getOrder`, `get_order`, `GetOrder` or `get-order`. */
function cased(name: Name, sibling: string): string {
  if (/^[A-Z]/.test(sibling)) return name.pascal;
  if (/[A-Z]/.test(sibling)) return name.camel;
  return sibling.includes('_') ? name.kebab.replaceAll('-', '_') : name.kebab;
}

/** What follows a name: `.handler`, `-lambda`, `Handler`. */
const SUFFIX = /(?<=[a-z0-9])(\.[\w.-]+|[-_](handler|function|fn)|(Handler|Lambda|Function|Fn))$/;

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** A file's name as a sibling's, with what that has behind it: `get-order.handler` → `resize.handler`. */
function named(name: Name, sibling: string): string {
  const [suffix = ''] = SUFFIX.exec(sibling) ?? [];
  const stem = sibling.slice(0, sibling.length - suffix.length);
  const camel = /^[A-Z]/.test(suffix) && /^[a-z]/.test(stem);
  const own = camel ? name.camel : cased(name, stem);
  return own.endsWith(suffix) ? own : own + suffix;
}

/** Whether a folder of sources is in one with the function's name: not in one that holds several. */
const isInner = (folders: readonly string[], parent: string) =>
  INNER.test(parent) && folders.length > 0 && !COLLECTION.test(folders.at(-1)!);

/** The module in a folder of sources: the folder above has the name, or in a package the module itself. */
function innerModule(
  [...folders]: readonly string[],
  parent: string,
  file: string,
  name: Name,
  isPackage: IsPackage,
): string {
  if (isPackage(folders.join('/'))) return [...folders, parent, cased(name, '')].join('/');
  const above = folders.pop()!;
  return [...folders, cased(name, above), parent, file].join('/');
}

/** Whether a folder is a package: another function of it is in it as well. */
type IsPackage = (folder: string) => boolean;

/**
 * The module of a new function beside a sibling's, without its ending: `orders/index` → `resize/index`,
 * `orders/orders.handler` → `resize/resize.handler`, `orders/src/index` → `resize/src/index`.
 */
export function moduleBeside(sibling: string, name: Name, isPackage: IsPackage): string {
  const folders = sibling.split('/');
  const file = folders.pop()!;
  const parent = folders.pop();
  if (parent === undefined) return named(name, file);
  if (GENERIC.test(file) && isInner(folders, parent))
    return innerModule(folders, parent, file, name, isPackage);
  if (GENERIC.test(file)) return [...folders, cased(name, parent), file].join('/');
  const isOwn = plain(file.replace(SUFFIX, '')) === plain(parent.replace(SUFFIX, ''));
  return [...folders, isOwn ? named(name, parent) : parent, named(name, file)].join('/');
}

/** A folder beside a sibling's, with a slash behind it where that has one: `hello-world/` → `resize/`. */
export function folderBeside(sibling: string, name: Name): string {
  const slash = sibling.endsWith('/') ? '/' : '';
  const parts = sibling.replace(/\/$/, '').split('/');
  const last = parts.pop()!;
  return [...parts, cased(name, last)].join('/') + slash;
}

/** The export of a new function beside a sibling's: its own name replaces the one that is in it, others are kept. */
export function exportBeside(exported: string, siblings: readonly string[], name: Name): string {
  const stems = siblings.map((each) => plain(each.replace(SUFFIX, '')));
  const [, stem = '', suffix = ''] = /^(.*?)(Handler|Lambda|Function|Fn|)$/.exec(exported) ?? [];
  const isNamed = stem !== '' && !GENERIC.test(stem) && stems.includes(plain(stem));
  return isNamed ? name.camel + suffix : exported;
}
