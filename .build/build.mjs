// Bundles the two commands and every template's module, and writes beside them what the package has to say of others' code.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { notices } from './notices.mjs';
import { bundledPackages } from './packages.mjs';
import { sbom } from './sbom.mjs';

/** The module of each template of a kind, where its folder has one. */
const modulesOf = (kind, file) =>
  readdirSync(`templates/${kind}`)
    .map((id) => `templates/${kind}/${id}/${file}.ts`)
    .filter((path) => existsSync(path));

rmSync('dist', { recursive: true, force: true });

const { metafile } = await build({
  entryPoints: [
    'src/cli/create-lambda-app.ts',
    'src/cli/lambda-gen.ts',
    // Loaded by other processes: that of each function, and that of a CDK app
    'src/run/worker/bootstrap.ts',
    'src/run/code/capture.ts',
    'templates/base/base.ts',
    ...modulesOf('patterns', 'pattern'),
    ...modulesOf('parts', 'part'),
    ...modulesOf('triggers', 'trigger'),
  ],
  outdir: 'dist',
  outbase: '.',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: ['ts-morph'],
  alias: {
    'string-width': 'fast-string-width',
    // yargs looks for the user's package.json at every start, and takes nothing from it
    'escalade/sync': './.build/no-file.mjs',
  },
  banner: {
    js: "import{createRequire as _createRequire}from'node:module';const require=_createRequire(import.meta.url);",
  },
  logLevel: 'warning',
  metafile: true,
});

// The page of a run: plain HTML, a style sheet and a script
cpSync('src/run/page/static', 'dist/src/run/page/static', { recursive: true });

const own = JSON.parse(readFileSync('package.json', 'utf8'));
const packages = bundledPackages(metafile);
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(own, packages));
writeFileSync('dist/sbom.cdx.json', sbom(own, packages));
