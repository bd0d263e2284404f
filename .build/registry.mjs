import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** The module of each template of a kind, where its folder has one. */
const modulesOf = (kind, file) =>
  readdirSync(`templates/${kind}`)
    .map((id) => `templates/${kind}/${id}/${file}.ts`)
    .filter((path) => existsSync(path));

/** What is loaded together is one module each: what a project may be created of, and the triggers. */
const REGISTRIES = {
  patterns: () => [
    ['base', ['templates/base/base.ts']],
    ['patterns', modulesOf('patterns', 'pattern')],
    ['parts', modulesOf('parts', 'part')],
  ],
  triggers: () => [['triggers', modulesOf('triggers', 'trigger')]],
};

function sourceOf(id) {
  const groups = REGISTRIES[id]();
  const paths = groups.flatMap(([, all]) => all);
  const imports = paths.map((path, i) => `import _${i} from ${JSON.stringify(`./${path}`)};`);
  const lists = groups.map(
    ([kind, all]) => `export const ${kind} = [${all.map((path) => `_${paths.indexOf(path)}`)}];`,
  );
  return [...imports, ...lists].join('\n');
}

/** What `src/io/load-registry.ts` is in the package: the same, with all modules in the bundle. */
const LOADER = `
const byId = (all) => new Map(all.map((each) => [each.id, each]));
export async function loadTriggers() {
  return byId((await import('registry:triggers')).triggers);
}
export async function loadRegistry() {
  const { base, patterns, parts } = await import('registry:patterns');
  return { base: base[0], patterns: byId(patterns), parts: byId(parts.flat()) };
}
`;

/** Every template's module of a kind as one module: a folder there is all the registration there is. */
export const registries = {
  name: 'registries',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]io[\\/]load-registry\.ts$/ }, () => ({
      contents: LOADER,
      loader: 'js',
    }));
    build.onResolve({ filter: /^registry:/ }, ({ path }) => ({
      path: path.slice('registry:'.length),
      namespace: 'registry',
    }));
    build.onLoad({ filter: /.*/, namespace: 'registry' }, ({ path }) => ({
      contents: sourceOf(path),
      resolveDir: resolve('.'),
    }));
  },
};
