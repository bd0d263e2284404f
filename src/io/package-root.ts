import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Nearest folder above this module that holds a package.json: the package, be it a checkout or installed. */
function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

export const packageRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Whether this is the compiled code, and not the sources under test. */
export const isCompiled = import.meta.url.endsWith('.cjs');

export const packageVersion = (): string =>
  JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version;
