import Module from 'node:module';
import { dirname, join } from 'node:path';
import { packageRoot, packageVersion } from '../package-root.ts';
import { commandOf } from './command.ts';
import { compileWith } from './compile.ts';
import { cacheFolder } from './folder.ts';
import { prune } from './prune.ts';
import { codeCacheIn } from './stored.ts';

/** https://nodejs.org/api/module.html#moduleenablecompilecachecachedir, from Node 22.1 on. */
type Enabling = { enableCompileCache?: (folder: string) => unknown };

/** Node's own switch; and what measures coverage needs the code as it is written. */
const isOff = ({ NODE_DISABLE_COMPILE_CACHE, NODE_V8_COVERAGE } = process.env) =>
  Boolean(NODE_DISABLE_COMPILE_CACHE || NODE_V8_COVERAGE || process.versions.bun);

const OWN = join(packageRoot, 'dist');

/** Of code from a cache, Node 20 runs this with a warning. */
const IMPORT = 'import(';

/** What takes long to compile, apart from the commands. */
const LIBRARY = /[\\/]node_modules[\\/](@?ts-morph)[\\/]/;

/** Keeps what V8 compiles of the commands and of TypeScript, so that the next run need not compile it again. */
export function enableCodeCache(argv: readonly string[]): void {
  if (isOff()) return;
  const name = `${packageVersion()}-${process.version}-${process.arch}`;
  const folder = cacheFolder(join('create-lambda-app', name));
  if (!folder) return;
  const { enableCompileCache } = Module as Enabling;
  enableCompileCache?.(folder);
  const isOwn = (file: string) => dirname(file) === OWN;
  const cache = codeCacheIn(folder, (file) => (isOwn(file) ? commandOf(argv) : 'any'));
  const isCached = (file: string, content: string) =>
    isOwn(file) ? !content.includes(IMPORT) : !enableCompileCache && LIBRARY.test(file);
  compileWith(cache, isCached, () => prune(dirname(folder)));
}
