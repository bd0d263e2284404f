import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import asl from 'asl-validator';
import * as yaml from 'yaml';
import { type AppModule, appModule } from './app.ts';
import { collector } from './collector.ts';
import { APP, compile, type Declare, type Import } from './compiled.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import type { Project } from './project.ts';

/** A project's infrastructure tests, ready to judge its mutants. */
export interface Suite {
  readonly mutants: readonly Mutant[];
  /** The test that notices the mutant; undefined when none does. */
  judge(mutant: Mutant): Promise<string | undefined>;
}

/** Node's file system, in which the project's own files are the mutant's. */
function fileSystem({ folder, files }: Project, { file }: Mutant) {
  const readFileSync = (path: string, ...rest: []) => {
    const own = isAbsolute(path) ? relative(folder, path) : path;
    if (own === file?.path) return file.text();
    return files.get(own) ?? fs.readFileSync(path, ...rest);
  };
  return {
    ...fs,
    readFileSync: once(readFileSync),
    readdirSync: (path: string, ...rest: []) => fs.readdirSync(join(folder, path), ...rest),
    existsSync: (path: string) => fs.existsSync(isAbsolute(path) ? path : join(folder, path)),
    rmSync: () => undefined,
  };
}

/** Calls a function once for each first argument. */
function once<A extends unknown[], R>(call: (...args: A) => R): (...args: A) => R {
  const known = new Map<unknown, R>();
  return (...args) => {
    if (!known.has(args[0])) known.set(args[0], call(...args));
    return known.get(args[0]) as R;
  };
}

type Parse = (text: string, options?: yaml.ParseOptions & yaml.SchemaOptions) => unknown;

/** Each way of reading CloudFormation's tags has an answer of its own. */
const withTags = once(yaml.parse as Parse);
const withoutTags = once(yaml.parse as Parse);
const parse: Parse = (text, options) =>
  structuredClone((options?.customTags ? withTags : withoutTags)(text, options));
const validate = once((_text: string, definition: object) => asl(definition));

/** What takes long and gives the same answer for the same question, asked once. */
const PURE: Readonly<Record<string, unknown>> = {
  yaml: { ...yaml, parse },
  'asl-validator': {
    default: (definition: object) => validate(JSON.stringify(definition), definition),
  },
};

function importer(project: Project, mutant: Mutant, vitest: object, app?: AppModule): Import {
  const require = createRequire(join(project.folder, 'package.json'));
  const own: Readonly<Record<string, unknown>> = {
    ...PURE,
    vitest,
    'node:fs': fileSystem(project, mutant),
  };
  return async (specifier) => {
    if (specifier.replace(/\?.*/, '') === APP)
      return app!.load(mutant.change ?? ((stack) => stack));
    if (specifier in own) return own[specifier];
    if (specifier.startsWith('node:')) return import(specifier);
    return import(pathToFileURL(require.resolve(specifier)).href);
  };
}

const messageOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0];

/** The first failure among a project's tests. */
async function failureOf(declare: Declare, project: Project, mutant: Mutant, app?: AppModule) {
  const { module, tests, restore } = collector();
  let name = 'a module';
  try {
    await declare(importer(project, mutant, module, app));
    for (const test of tests) {
      name = test.name;
      await test.run();
    }
    return undefined;
  } catch (error) {
    return `${name}: ${messageOf(error)}`;
  } finally {
    restore();
  }
}

const UNMUTATED: Mutant = { where: '', what: '' };

async function testsOf(project: Project) {
  const declare = await compile(project.folder);
  const app = project.iac === 'cdk' ? await appModule(project.folder) : undefined;
  const judge = (mutant: Mutant) => failureOf(declare, project, mutant, app);
  return { app, judge };
}

/** The infrastructure test of a project that fails first; undefined when none does. */
export async function failureIn(project: Project): Promise<string | undefined> {
  const { judge } = await testsOf(project);
  return judge(UNMUTATED);
}

export async function suiteOf(project: Project): Promise<Suite> {
  const { app, judge } = await testsOf(project);
  const failure = await judge(UNMUTATED);
  if (failure) throw new Error(`${project.title} fails unmutated: ${failure}`);
  return { mutants: mutantsOf(project, app?.contexts() ?? []), judge };
}
