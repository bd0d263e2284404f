import Module from 'node:module';
import { dirname } from 'node:path';
import { constants, Script } from 'node:vm';
import type { CodeCache } from './stored.ts';

/** What Node calls to compile a CommonJS module: https://nodejs.org/api/modules.html#the-module-wrapper. */
interface Compiling {
  _compile(this: NodeJS.Module, content: string, file: string, ...more: unknown[]): unknown;
}

/** Small files compile faster than their cache is read. */
const LEAST = 2000;

type Pending = Map<string, Script>;

function compiled(cache: CodeCache, content: string, file: string, pending: Pending): Script {
  const cachedData = cache.read(file);
  const script = new Script(Module.wrap(content), {
    filename: file,
    ...(cachedData && { cachedData }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (!cachedData || script.cachedDataRejected) pending.set(file, script);
  return script;
}

/** Compiles the modules that `isCached` names with what V8 made of them before; `onWrite` runs where that was nothing. */
export function compileWith(
  cache: CodeCache,
  isCached: (file: string, content: string) => boolean,
  onWrite: () => void,
): void {
  const prototype = Module.prototype as unknown as Compiling;
  const original = prototype._compile;
  const pending: Pending = new Map();
  prototype._compile = function (content, file, ...more) {
    if (content.length < LEAST || !isCached(file, content))
      return original.call(this, content, file, ...more);
    const run = compiled(cache, content, file, pending).runInThisContext();
    const require = Module.createRequire(file);
    return run.call(this.exports, this.exports, require, this, file, dirname(file));
  };
  // At the end, when the functions that ran have been compiled, too; a run that failed stopped before most of them
  process.once('exit', (code) => {
    if (code !== 0) return;
    for (const [file, script] of pending) cache.write(file, script.createCachedData());
    if (pending.size > 0) onWrite();
  });
}
