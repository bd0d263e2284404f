import { transform } from 'esbuild';

const HERE = 'import.meta.url';
const AS_COMMONJS = "require('node:url').pathToFileURL(__filename).href";

/** esbuild imports its own chunks by their literal path; any other `import()` may load an ES module, and stays one. */
const CHUNK = /\bimport\(("\.[^"]*\.cjs")\)/g;

const NOT_ASCII = /[^\0-\x7f]/g;

const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Code or JSON in ASCII: one other character would make the whole text twice as large in memory, and slower to read. */
export const inAscii = (text) => text.replace(NOT_ASCII, escaped);

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
  // esbuild escapes them in texts, but leaves them in regular expressions
  const ascii = inAscii(code);
  return ascii.includes('__url') ? `const __url=${AS_COMMONJS};${ascii}` : ascii;
}
