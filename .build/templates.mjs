import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { build } from 'esbuild';
import { inAscii } from './commonjs.mjs';

/** Code of ours that the build itself runs. */
async function loaded(path) {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const [{ text }] = outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
}

/** Two projects that differ in each name; the texts of `tokens` must be right for both. */
const PROJECTS = [
  { app: 'ab', region: 'us-east-1', packageManager: 'npm', runtime: 'nodejs24.x', arch: 'arm64' },
  {
    app: 'my-shop-app',
    region: 'ap-south-2',
    packageManager: 'yarn',
    runtime: 'nodejs22.x',
    arch: 'x86_64',
    alias: 'live',
  },
];

const NAMES = ['items', 'daily-report-2'];

/** Fills templates as a project of each of these names would. */
async function fills() {
  const { nameSubstitutions, projectSubstitutions, substitute } =
    await loaded('src/core/fold/render.ts');
  const { nameForms } = await loaded('src/core/names.ts');
  return PROJECTS.map((project, i) => {
    const names = nameSubstitutions(nameForms(NAMES[i]));
    const substitutions = { ...projectSubstitutions(project, '1.2.3'), ...names };
    return (text) => substitute(text, substitutions);
  });
}

/** The tokens of a template with holes, where filling them gives the tokens of the filled template. */
function tokensOf(text, tokenText, filled) {
  const tokens = tokenText(text);
  const hasHoles = filled.some((fill) => fill(text) !== text);
  const isRight = filled.every((fill) => fill(tokens) === tokenText(fill(text)));
  return hasHoles && isRight ? [tokens] : [];
}

const byName = (a, b) => (a.name < b.name ? -1 : 1);

/** Every file below a folder, in the order in which `src/io/templates.ts` finds them. */
const walk = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .sort(byName)
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? walk(path) : [path];
    });

/** Writes the templates as a few files: see `src/io/packed/templates.ts`, which reads them. */
export async function packTemplates(made) {
  const { fileHash, isCode, tokenText } = await loaded('src/editors/tokens/hash.ts');
  const { isModule, packOf } = await loaded('src/io/packed/pack-of.ts');
  const filled = await fills();
  const packs = new Map();
  const paths = walk('templates').map((file) => file.slice('templates/'.length));
  for (const path of paths.filter((each) => !isModule(each))) {
    const text = readFileSync(`templates/${path}`, 'utf8');
    const pack = packOf(posix.dirname(path));
    const entry = isCode(path)
      ? [path, text, fileHash(path, text), ...tokensOf(text, tokenText, filled)]
      : [path, text];
    packs.set(pack, [...(packs.get(pack) ?? []), entry]);
  }
  mkdirSync(join(made, 'templates'), { recursive: true });
  for (const [pack, entries] of packs) {
    const lines = entries.map((each) => inAscii(JSON.stringify(each)));
    writeFileSync(join(made, 'templates', pack), lines.join('\n'));
  }
}

/** In the package, the packed templates are read in place of those in the folder. */
export const packedTemplates = {
  name: 'packed-templates',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]io[\\/]templates\.ts$/ }, () => ({
      contents: "export { knownHash, shippedTemplates } from './packed/templates.ts';",
      loader: 'ts',
      resolveDir: resolve('src/io'),
    }));
  },
};
