import { transform } from 'esbuild';

const HERE = 'import.meta.url';
const AS_COMMONJS = "require('node:url').pathToFileURL(__filename).href";

/** esbuild imports its own chunks by their literal path; any other `import()` may load an ES module, and stays one. */
const CHUNK = /\bimport\(("\.[^"]*\.cjs")\)/g;

/**
 * A chunk as CommonJS: Node 20 has no code cache for ES modules, and takes longer to load one. esbuild splits ES
 * modules alone, so that each chunk is turned over afterwards.
 */
export async function asCommonJs(text) {
  const loaded = text.replace(CHUNK, '(async()=>require($1))()');
  const { code } = await transform(loaded, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minifyWhitespace: true,
    minifySyntax: true,
    define: { [HERE]: '__url' },
  });
  return code.includes('__url') ? `const __url=${AS_COMMONJS};${code}` : code;
}
