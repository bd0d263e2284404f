import type { Name } from '../core/names.ts';

/** Modules whose name says nothing of what they do: the folder they stand in does. */
const GENERIC = /^(index|app|main|handler|lambda|function|run)$/;

/** A name as the files beside it are named: `getOrder`, `get_order`, `GetOrder` or `get-order`. */
function cased(name: Name, sibling: string): string {
  if (/^[A-Z]/.test(sibling)) return name.pascal;
  if (/[A-Z]/.test(sibling)) return name.camel;
  return sibling.includes('_') ? name.kebab.replaceAll('-', '_') : name.kebab;
}

/** The module of a new function beside a sibling's, without its ending: `orders/index` → `resize/index`. */
export function moduleBeside(sibling: string, name: Name): string {
  const folders = sibling.split('/');
  const file = folders.pop()!;
  const parent = folders.pop();
  if (parent !== undefined && GENERIC.test(file))
    return [...folders, cased(name, parent), file].join('/');
  return [...folders, ...(parent === undefined ? [] : [parent]), cased(name, file)].join('/');
}

/** A folder beside a sibling's, with a slash behind it where that has one: `hello-world/` → `resize/`. */
export function folderBeside(sibling: string, name: Name): string {
  const slash = sibling.endsWith('/') ? '/' : '';
  const parts = sibling.replace(/\/$/, '').split('/');
  const last = parts.pop()!;
  return [...parts, cased(name, last)].join('/') + slash;
}
