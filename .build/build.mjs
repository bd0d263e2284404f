// Bundles the two commands and every template's module, and writes beside them what the package has to say of others' code.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { asCommonJs } from './commonjs.mjs';
import { inFewFiles } from './few-files.mjs';
import { notices } from './notices.mjs';
import { bundledPackages } from './packages.mjs';
import { compiledProse } from './prose.mjs';
import { putInPlace } from './put-in-place.mjs';
import { registries } from './registry.mjs';
import { sbom } from './sbom.mjs';
import { packedTemplates, packTemplates } from './templates.mjs';

const common = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  logLevel: 'warning',
  metafile: true,
};

// Built beside dist/ and then put in its place: a command that runs from there meanwhile has all its files
const made = `.cache/dist-${process.pid}`;
mkdirSync(made, { recursive: true });

const entry = (path) => ({ in: path, out: path.replace(/\.ts$/, '') });

const commands = await build({
  ...common,
  entryPoints: [entry('src/cli/create-lambda-app.ts'), entry('src/cli/lambda-gen.ts')],
  outdir: made,
  outExtension: { '.js': '.cjs' },
  splitting: true,
  external: ['ts-morph'],
  alias: {
    'string-width': './.build/string-width.mjs',
    // Wraps the same with less code, and the commands have it already
    'wrap-ansi': './.build/wrap-ansi.mjs',
    'fast-wrap-ansi': './.build/wrap-ansi.mjs',
    // yargs looks for the user's package.json at every start, and takes nothing from it
    'escalade/sync': './.build/no-file.mjs',
    assert: './.build/assert.mjs',
  },
  plugins: [registries, compiledProse, packedTemplates],
  write: false,
});
const chunks = await Promise.all(
  commands.outputFiles.map(async ({ path, text }) => ({ path, code: await asCommonJs(text) })),
);
/** What answers `--help`, `list` and `status`, and creates projects: to add and to run needs much more. */
const modules = new Set([
  'create-lambda-app',
  'lambda-gen',
  'command',
  'load-registry',
  'status',
  'suggest',
  'triggers',
]);
for (const { path, code } of inFewFiles(chunks, {
  modules,
  first: 'commands.cjs',
  more: 'more.cjs',
}))
  writeFileSync(join(made, path), code);

await packTemplates(made);

// Runs before the commands, to find what V8 made of them
await build({
  ...common,
  entryPoints: [{ in: 'src/io/code-cache/start.ts', out: 'start' }],
  outdir: made,
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  minify: true,
  define: { 'import.meta.url': '__url' },
  banner: { js: "const __url=require('node:url').pathToFileURL(__filename).href;" },
});

// Loaded by other processes: that of each function, and that of a CDK app
const loaded = await build({
  ...common,
  entryPoints: ['src/run/worker/bootstrap.ts', 'src/run/code/capture.ts'],
  outdir: made,
  outbase: '.',
});

// The page of a run: plain HTML, style sheets and modules, as a browser takes them
cpSync('src/run/page/static', `${made}/src/run/page/static`, { recursive: true });

const own = JSON.parse(readFileSync('package.json', 'utf8'));
const inputs = { ...commands.metafile.inputs, ...loaded.metafile.inputs };
const packages = bundledPackages({ inputs });
writeFileSync(`${made}/THIRD-PARTY-NOTICES.txt`, notices(own, packages));
writeFileSync(`${made}/sbom.cdx.json`, sbom(own, packages));
putInPlace(made, 'dist');
