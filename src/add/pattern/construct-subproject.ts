import type { PackageAdditions } from '../../core/ports.ts';
import type { Subproject } from './subproject.ts';

/** What a CDK project already has, what belongs at the root of a repository, and the tests of both. */
const isHosts = (path: string) =>
  /^(\.|package\.json$|biome\.json$|cdk\.json$|lambda-app\.json$|AGENTS\.md$|docs\/|README\.md$)/.test(
    path,
  ) || /^test\/infra\/(pipeline|stacks)\.test\.ts$|^(test\/)?scripts\/(deploy|stacks)\./.test(path);

/** Packages that the host chooses by itself, or does without. */
const HOSTS_PACKAGES = ['@biomejs/biome', 'aws-cdk'];

/** Scripts of every project. */
const BASE =
  /^(build|check|deploy|deploy:built|destroy|dev|diff|format|invoke|lint|synth|test|test:(build|infra|integration|unit)|typecheck)$/;

/** The scripts that a pattern brings: they run programs of its own. */
export function ownScripts(
  files: Subproject['files'],
): readonly (readonly [key: string, run: string])[] {
  const { scripts } = JSON.parse(files.get('package.json')!) as PackageAdditions;
  return Object.entries(scripts).filter(([key]) => !BASE.test(key));
}

/** Programs run where cdk.json is, and so do their paths begin there. */
const fromHost = (text: string, name: string) =>
  text
    .replace(/(['"`])(src|state-machines|test)\//g, `$1${name}/$2/`)
    // The README of a subproject holds its operations
    .replace("readFileSync('docs/operations.md'", `readFileSync('${name}/README.md'`);

const RELATIVE = /(from ')(\.{1,2}\/[^']*)\.ts(')/g;

/** A vitest.config.ts is CommonJS where package.json does not say otherwise, and Vitest is not. */
const MOVED: Readonly<Record<string, string>> = {
  'vitest.config.ts': 'vitest.config.mts',
  'infra/app.ts': 'test/support/app.ts',
  'infra/stack.ts': 'test/support/stack.ts',
};

/** The constructs are made by the host's stack; the one that came with them is for the tests alone. */
const FOR_TESTS: Readonly<Record<string, (text: string) => string>> = {
  'infra/app.ts': (text) => text.replace("'./stage.ts'", "'../../infra/stage.ts'"),
  'infra/stack.ts': (text) => text.replace(RELATIVE, '$1../../infra/$2.ts$3').replace('/./', '/'),
  'test/support/template.ts': (text) =>
    text.replace(/(?<=['`])\.\.\/\.\.\/infra\/app\.ts/g, './app.ts'),
};

/** Older compilers do not know it. */
const forAnyCompiler = (text: string) => text.replace(/ *"erasableSyntaxOnly": true,\n/, '');

/** The files of a subproject whose constructs the host's compiler takes: it says how imports end. */
export function constructFiles(
  { files, instance }: Subproject,
  importEnding: string,
): ReadonlyMap<string, string> {
  const placed = (path: string, text: string) => {
    if (path === 'tsconfig.json') return forAnyCompiler(text);
    const moved = fromHost(FOR_TESTS[path]?.(text) ?? text, instance.name);
    // Some constructs take schemas of the functions
    const isCompiledByHost = /^(infra|src)\//.test(path) && !(path in MOVED);
    return isCompiledByHost ? moved.replace(RELATIVE, `$1$2${importEnding}$3`) : moved;
  };
  const kept = [...files].filter(([path]) => !isHosts(path));
  return new Map(kept.map(([path, text]) => [MOVED[path] ?? path, placed(path, text)]));
}

/** The packages that a subproject needs, and the scripts that run its checks and programs, from `way` on. */
export function packagesOf({ files, instance }: Subproject, way: string): PackageAdditions {
  const { name } = instance;
  const own = JSON.parse(files.get('package.json')!) as PackageAdditions;
  const programs = ownScripts(files);
  const isNeeded = (each: string) =>
    !HOSTS_PACKAGES.includes(each) && (each !== 'tsx' || programs.length > 0);
  const needed = Object.entries(own.devDependencies).filter(([each]) => isNeeded(each));
  const ran = programs.map(
    ([key, run]) => [`${key}:${name}`, run.replace(' scripts/', ` ${name}/scripts/`)] as const,
  );
  const scripts = [[`check:${name}`, checkOf(name)] as const, ...ran];
  const there = way ? `cd ${way} && ` : '';
  return {
    dependencies: own.dependencies,
    devDependencies: Object.fromEntries(needed),
    scripts: Object.fromEntries(scripts.map(([key, run]) => [key, there + run])),
  };
}

const checkOf = (name: string) =>
  `tsc --noEmit -p ${name} && vitest run --root . --config ${name}/vitest.config.mts`;
