// Bundles every handler as the image has it: src/a/b.ts becomes <folder>/src/a/b.mjs.
// Usage: bundle.ts <folder>
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const [outdir] = process.argv.slice(2);
if (!outdir) throw new Error('Usage: bundle.ts <folder>');

const isHandler = (file: string) =>
  file.endsWith('.ts') && /^export .*\bhandler\b/m.test(readFileSync(file, 'utf8'));

buildSync({
  entryPoints: readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => join('src', file))
    .filter(isHandler),
  outbase: '.',
  outdir,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  outExtension: { '.js': '.mjs' },
  // CommonJS dependencies call require(), which an ES module does not have.
  banner: {
    js: "import{createRequire}from'module';const require=createRequire(import.meta.url);",
  },
});
