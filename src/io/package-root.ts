import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Nearest folder above this module that holds a package.json: the package, be it a checkout or installed. */
function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

export const packageRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

export const packageVersion = (): string =>
  JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version;

/** Where this package came from: the registry; a tarball; or a checkout, which runs in place. */
export type Origin =
  | { readonly kind: 'registry' }
  | { readonly kind: 'tarball' | 'checkout'; readonly path: string };

const REGISTRY: Origin = { kind: 'registry' };

/** npm notes what each installed package was made from. */
function noted(modules: string, name: string): string | undefined {
  const lock = join(modules, '.package-lock.json');
  if (!existsSync(lock)) return undefined;
  const { packages = {} } = JSON.parse(readFileSync(lock, 'utf8')) as {
    packages?: Record<string, { resolved?: string }>;
  };
  return packages[`node_modules/${name}`]?.resolved;
}

/** The origin of the package in a folder. */
export function originOf(root = packageRoot): Origin {
  const modules = dirname(root);
  if (basename(modules) !== 'node_modules') return { kind: 'checkout', path: root };
  const [, file] = /^file:(.+\.tgz)$/.exec(noted(modules, basename(root)) ?? '') ?? [];
  const path = file === undefined ? undefined : resolve(dirname(modules), file);
  return path !== undefined && existsSync(path) ? { kind: 'tarball', path } : REGISTRY;
}
