// Prints how large each emitted function is and how long it takes to load, beside the same source bundled
// without thought: CommonJS, not minified, whole SDK clients.
// Usage: npm run bench:bundles [-- <runs> [<pattern>]]
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.cache/bundles');
const [runs = 10, only] = [Number(process.argv[2] ?? 10), process.argv[3]];

const run = (...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};

/** The node that loads the bundles, not that of Lambda. */
const target = `node${process.versions.node}`;
const banner = "import{createRequire}from'module';const require=createRequire(import.meta.url);";
const BUILDS = {
  emitted: {
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    banner: { js: banner },
    outExtension: { '.js': '.mjs' },
  },
  naive: { format: 'cjs', mainFields: ['main'], outExtension: { '.js': '.cjs' } },
};

/** Loads a module in a process of its own, with a value in every variable that the functions read. */
const LOADER = `
const [url, names] = process.argv.slice(1);
for (const name of JSON.parse(names)) process.env[name] ??= name === 'AWS_REGION' ? 'us-east-1' : '1';
const start = performance.now();
import(url).then(() => console.log(performance.now() - start));
`;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The functions of a new project, by what SAM builds. */
function functionsOf(project) {
  const templates = readdirSync(project).filter((name) => /^template.*\.yaml$/.test(name));
  const text = templates.map((name) => readFileSync(join(project, name), 'utf8')).join('\n');
  const entries = [...text.matchAll(/EntryPoints:\n\s+- (\S+)/g)].map(([, entry]) => entry);
  const variables = [...text.matchAll(/^\s+([A-Z][A-Z0-9_]+): /gm)].map(([, name]) => name);
  return { entries, variables: ['AWS_REGION', ...new Set(variables)] };
}

/** The defaults, then each other choice by itself. */
const variantsOf = ({ options }) => [
  '',
  ...Object.entries(options).flatMap(([key, { choices = [] }]) =>
    choices.slice(1).map((choice) => `${key}=${choice}`),
  ),
];

function created({ id, defaultName }, variant) {
  const project = join(folder, `${id}-${variant.replace('=', '-')}`);
  const options = variant ? ['--set', `${defaultName}.${variant}`] : [];
  const flags = ['--name', 'my-app', '--iac', 'sam', '--yes', '--no-install', '--no-git'];
  run(join(root, 'bin/create-lambda-app.js'), project, '-p', id, ...options, ...flags);
  return project;
}

async function bundled(project, entry, kind) {
  const { outExtension, ...options } = BUILDS[kind];
  const outfile = join(project, 'out', entry.replace(/\.ts$/, `.${kind}${outExtension['.js']}`));
  const common = { bundle: true, platform: 'node', target, logLevel: 'error' };
  await build({ ...common, ...options, entryPoints: [join(project, entry)], outfile });
  return outfile;
}

function measured(files, variables) {
  const load = (file) => Number(run('-e', LOADER, file, JSON.stringify(variables)));
  const times = files.map(() => []);
  for (let i = 0; i < runs; i++) for (const [n, file] of files.entries()) times[n].push(load(file));
  return { sizes: files.map((file) => statSync(file).size / 1024), times: times.map(median) };
}

const row = (name, cells) =>
  console.log(name.padEnd(44), ...cells.map((cell) => String(cell).padStart(9)));

const withRatio = ([emitted, naive]) => [
  emitted.toFixed(0),
  naive.toFixed(0),
  `${(naive / emitted).toFixed(1)} ×`,
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'package.json'), '{}');
const patterns = JSON.parse(run(join(root, 'bin/lambda-gen.js'), 'list', 'patterns', '--json'));
console.log(`node ${process.version}, median of ${runs} loads, each in a process of its own`);
row('function', ['KB', 'naive', 'ratio', 'ms', 'naive', 'ratio']);
/** A function that is the same with another choice is measured once. */
const seen = new Set();
for (const pattern of patterns.filter(({ id }) => !only || id === only))
  for (const variant of variantsOf(pattern)) {
    const project = created(pattern, variant);
    const { entries, variables } = functionsOf(project);
    for (const entry of entries) {
      const emitted = await bundled(project, entry, 'emitted');
      const text = readFileSync(emitted, 'utf8');
      if (seen.has(text)) continue;
      seen.add(text);
      const files = [emitted, await bundled(project, entry, 'naive')];
      const { sizes, times } = measured(files, variables);
      const name = [pattern.id, variant, entry.split('/').at(-1)].filter(Boolean).join(' ');
      row(name, [...withRatio(sizes), ...withRatio(times)]);
    }
  }
