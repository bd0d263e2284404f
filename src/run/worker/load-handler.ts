import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import type { Handler } from './call-handler.ts';
import type { LambdaError, ToProcess } from './protocol.ts';
import { reported } from './reported-error.ts';
import { installStreaming, isStreaming } from './streaming.ts';

/** Of an ES module that cannot be parsed, the error has no place: Node.js prints it when it checks the file. */
function syntaxError(error: SyntaxError, file: string): LambdaError {
  const failure = reported(error, 'Runtime.UserCodeSyntaxError');
  if (!failure.trace?.[0]?.startsWith('SyntaxError')) return failure;
  const { stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' });
  return stderr.includes(error.message) ? { ...failure, trace: stderr.split('\n') } : failure;
}

/** Why a module could not be loaded, by the names that Lambda has for it. */
function loadError(error: unknown, file: string): LambdaError {
  if (error instanceof SyntaxError) return syntaxError(error, file);
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
    ? reported(error, 'Runtime.ImportModuleError')
    : reported(error);
}

/** Runtimes from Node.js 24 on load no handlers with a callback. */
const NO_CALLBACKS: LambdaError = {
  errorType: 'Runtime.CallbackHandlerDeprecated',
  errorMessage:
    'From Node.js 24 on, AWS Lambda has no handlers that call back: this one has a third parameter. Make it async.',
  trace: [],
};

/** `a.b` is the export `b` of the export `a`; the exports of CommonJS are those of its default as well. */
function exported(module: Record<string, unknown>, path: string): unknown {
  const find = (from: unknown) =>
    path
      .split('.')
      .reduce<unknown>((value, name) => (value as Record<string, unknown>)?.[name], from);
  return find(module) ?? find(module.default);
}

function notFound(file: string, path: string, found: unknown): LambdaError {
  const [name] = file.split(/[\\/]/).slice(-1);
  const module = name!.replace(/\.\w+$/, '');
  const what = found === undefined ? 'undefined or not exported' : 'not a function';
  const type = found === undefined ? 'HandlerNotFound' : 'MalformedHandlerName';
  return {
    errorType: `Runtime.${type}`,
    errorMessage: `${module}.${path} is ${what}`,
    trace: [],
  };
}

/** Imports the module of a function; resolves to its handler, or to why Lambda would not have one. */
export async function loadHandler({
  file,
  handler: path,
  hasCallbacks,
}: ToProcess & { type: 'load' }): Promise<Handler | LambdaError> {
  installStreaming();
  try {
    const found = exported(await import(pathToFileURL(file).href), path);
    if (typeof found !== 'function') return notFound(file, path, found);
    const mustCallBack = found.length > 2 && !hasCallbacks && !isStreaming(found);
    return mustCallBack ? NO_CALLBACKS : (found as Handler);
  } catch (error) {
    return loadError(error, file);
  }
}
