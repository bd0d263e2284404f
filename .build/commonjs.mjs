import { transform } from 'esbuild';

const HERE = 'import.meta.url';
const AS_COMMONJS = "require('node:url').pathToFileURL(__filename).href";

/** esbuild imports its own chunks by their literal path; any other `import()` may load an ES module, and stays one. */
const CHUNK = /\bimport\(("\.[^"]*\.cjs")\)/g;

/** esbuild escapes these in texts, but leaves them in regular expressions. */
const NOT_ASCII = /[^\0-\x7f]/g;

/** One such character would make the whole file twice as large in memory, and slower to read. */
const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

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
    minifyIdentifiers: true,
    define: { [HERE]: '__url' },
  });
  const ascii = code.replace(NOT_ASCII, escaped);
  return ascii.includes('__url') ? `const __url=${AS_COMMONJS};${ascii}` : ascii;
}
