import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** Gives a module for a specifier, as `import()` does. */
export type Import = (specifier: string) => Promise<unknown>;

/** Declares a project's infrastructure tests, with what it imports of packages. */
export type Declare = (load: Import) => Promise<void>;

/** What a CDK project's tests import to build its app. */
export const APP = '../../infra/app.ts';

const appIsExternal: Plugin = {
  name: 'app',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/infra\/app\.ts$/ }, () => ({ path: APP, external: true })),
};

const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;

/** `import a, { b as c } from "d"` as an expression: a function's body cannot hold imports. */
function asExpression(clause: string, specifier: string): string {
  const load = `await __import(${JSON.stringify(specifier)})`;
  const [, alone, all, named] = /^(\w+)?,?\s*(?:\* as (\w+)|(\{.*\}))?$/s.exec(clause.trim()) ?? [];
  return [
    alone && `const { default: ${alone} } = ${load};`,
    all && `const ${all} = ${load};`,
    named && `const ${named.replaceAll(' as ', ': ')} = ${load};`,
  ]
    .filter(Boolean)
    .join(' ');
}

const asFunction = (code: string) =>
  new AsyncFunction(
    '__import',
    code
      .replaceAll(/^import\s+([^"']+?)\s+from\s+"([^"]+)";$/gms, (_, clause, specifier) =>
        asExpression(clause, specifier),
      )
      .replaceAll(/^import "([^"]+)";$/gm, 'await __import("$1");')
      .replaceAll(/\bimport\(/g, '__import(')
      .replaceAll(/^export \{[^}]*\};?$/gm, ''),
  ) as unknown as Declare;

/** One module that imports every infrastructure test, so that they share what they load. */
const entryOf = (folder: string) => {
  const tests = readdirSync(join(folder, 'test/infra')).filter((file) => file.endsWith('.test.ts'));
  return tests.map((file) => `import './test/infra/${file}';`).join('\n');
};

/** Compiles the infrastructure tests of the project in a folder, once for all its mutants. */
export async function compile(folder: string): Promise<Declare> {
  const { outputFiles } = await build({
    stdin: { contents: entryOf(folder), resolveDir: folder },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    plugins: [appIsExternal],
    logLevel: 'error',
  });
  return asFunction(outputFiles[0]!.text);
}
