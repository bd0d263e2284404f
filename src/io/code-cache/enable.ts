import Module from 'node:module';
import { join } from 'node:path';
import { packageRoot, packageVersion } from '../package-root.ts';
import { compileWith } from './compile.ts';
import { cacheFolder } from './folder.ts';
import { codeCacheIn } from './stored.ts';

/** https://nodejs.org/api/module.html#moduleenablecompilecachecachedir, from Node 22.1 on. */
type Enabling = { enableCompileCache?: (folder: string) => unknown };

/** Node's own switch; and what measures coverage needs the code as it is written. */
const isOff = ({ NODE_DISABLE_COMPILE_CACHE, NODE_V8_COVERAGE } = process.env) =>
  Boolean(NODE_DISABLE_COMPILE_CACHE || NODE_V8_COVERAGE || process.versions.bun);

const OWN = [join(packageRoot, 'dist'), join('node_modules', 'ts-morph'), '@ts-morph'];

/** Keeps what V8 compiles of the commands and of TypeScript, so that the next run need not compile it again. */
export function enableCodeCache(): void {
  if (isOff()) return;
  const folder = cacheFolder(
    join('create-lambda-app', `${packageVersion()}-${process.version}-${process.arch}`),
  );
  if (!folder) return;
  const { enableCompileCache } = Module as Enabling;
  if (enableCompileCache) enableCompileCache(folder);
  else compileWith(codeCacheIn(folder), (file) => OWN.some((part) => file.includes(part)));
}
