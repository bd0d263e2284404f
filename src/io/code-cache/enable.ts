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

/** Whether a file of ours loads modules by `import()`, which code from a cache cannot. */
const importsModules = (file: string, content: string) =>
  file.startsWith(OWN[0]!) && /\bimport\(/.test(content);

/** Keeps what V8 compiles of the commands and of TypeScript, so that the next run need not compile it again. */
export function enableCodeCache(): void {
  if (isOff()) return;
  const folder = cacheFolder(
    join('create-lambda-app', `${packageVersion()}-${process.version}-${process.arch}`),
  );
  if (!folder) return;
  const { enableCompileCache } = Module as Enabling;
  if (enableCompileCache) enableCompileCache(folder);
  else
    compileWith(
      codeCacheIn(folder),
      (file, content) => OWN.some((part) => file.includes(part)) && !importsModules(file, content),
    );
}
