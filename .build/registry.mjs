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

/** Entries of a build that are every template's module of a kind: a folder there is all the registration there is. */
export const registries = {
  name: 'registries',
  setup(build) {
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

export const registryEntries = Object.keys(REGISTRIES).map((id) => ({
  in: `registry:${id}`,
  out: `templates/${id}`,
}));
