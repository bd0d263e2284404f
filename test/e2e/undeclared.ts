import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';

const IMPORT = /^(?:import|export)\b[^'"]*?from '([^'.][^']*)'|\bimport\('([^'.][^']*)'\)/gm;

/** `@aws-sdk/client-s3/dist` is a module of the package `@aws-sdk/client-s3`. */
const packageOf = (module: string) =>
  module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');

/** Packages that a project's TypeScript imports and its package.json lacks; types count as their package. */
export function undeclaredPackages(project: string): readonly string[] {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(project, 'package.json'), 'utf8'),
  );
  const declared = new Set(Object.keys({ ...dependencies, ...devDependencies }));
  const isDeclared = (name: string) => declared.has(name) || declared.has(`@types/${name}`);
  const files = readdirSync(project, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.includes('node_modules'),
  );
  const modules = files.flatMap((path) =>
    [...readFileSync(join(project, path), 'utf8').matchAll(IMPORT)].map((m) => (m[1] ?? m[2])!),
  );
  const names = modules.filter((module) => !isBuiltin(module)).map(packageOf);
  return [...new Set(names)].filter((name) => !isDeclared(name)).sort();
}
