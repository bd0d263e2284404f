import { rangedCommand } from '../commands.ts';
import type { Name } from '../names.ts';
import type { Project } from '../project.ts';
import { escaped } from '../values/regexp.ts';

/** Plain-text substitutions: a key of a template, and what replaces it in the project. */
export type Substitutions = Readonly<Record<string, string>>;

/** What finds the keys; a contribution's substitutions are those of all of its files. */
const FINDERS = new WeakMap<Substitutions, RegExp>();

function finderOf(substitutions: Substitutions): RegExp {
  const keys = Object.keys(substitutions).sort((a, b) => b.length - a.length);
  const finder = new RegExp(keys.map(escaped).join('|'), 'g');
  FINDERS.set(substitutions, finder);
  return finder;
}

/**
 * Replaces every key by its value in one pass, so that no value is substituted again. What a user has given comes by
 * the last pass over a text; those of a fragment's own `replace` come before, and hold sentinels alone.
 */
export function substitute(text: string, substitutions: Substitutions): string {
  if (Object.keys(substitutions).length === 0) return text;
  const finder = FINDERS.get(substitutions) ?? finderOf(substitutions);
  return text.replace(finder, (key) => substitutions[key]!);
}

/** Dot files ship with an underscore, for npm leaves `.gitignore` out of a package: `_github/x` → `.github/x`. */
export const dotted = (path: string) => path.replace(/(^|\/)_(?!_)/g, '$1.');

const nodeMajor = (runtime: string) => /\d+/.exec(runtime)![0];

/**
 * The project's own substitutions. The runtime's and the architecture's keys are the literals of the defaults,
 * so that a template is code that compiles as it is.
 */
export function projectSubstitutions(project: Project, version: string): Substitutions {
  const major = nodeMajor(project.runtime);
  return {
    '__app-kebab__': project.app,
    __region__: project.region,
    __run__: `${project.packageManager} run`,
    __generator__: rangedCommand(project.packageManager, version),
    'nodejs24.x': project.runtime,
    NODEJS_24_X: `NODEJS_${major}_X`,
    node24: `node${major}`,
    'nodejs:24': `nodejs:${major}`,
    arm64: project.arch,
    ARM_64: project.arch === 'arm64' ? 'ARM_64' : 'X86_64',
    LINUX_ARM64: project.arch === 'arm64' ? 'LINUX_ARM64' : 'LINUX_AMD64',
    ...(project.alias === undefined
      ? {}
      : { "Qualifier: '$LATEST'": `Qualifier: '${project.alias}'` }),
  };
}

export const nameSubstitutions = (name: Name): Substitutions => ({
  '__name-kebab__': name.kebab,
  __name__: name.camel,
  __Name__: name.pascal,
  __NAME__: name.constant,
});
