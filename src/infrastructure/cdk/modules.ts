import { type AppError, refusal, usageError } from '../../core/errors.ts';
import { type ProjectPath, projectPath } from '../../core/paths.ts';
import type { Disk } from '../../core/tree/tree.ts';
import { SYNTAX_ERROR } from '../../editors/cdk/syntax/source.ts';
import { infrastructureFiles, otherLanguage } from '../forms.ts';
import { classesFrom } from './classes.ts';
import { type CdkSurvey, surveyCdk } from './survey.ts';

/** A module of a CDK app, read. */
export interface FoundModule {
  readonly path: ProjectPath;
  readonly text: string;
  readonly survey: CdkSurvey;
}

const CDK = projectPath('cdk.json');

const isModule = (path: string) =>
  /\.[cm]?[jt]s$/.test(path) &&
  !/\.d\.[cm]?ts$|\.(test|spec)\.|(^|\/)(test|tests|__tests__)\//.test(path);

const makesConstructs = (text: string) =>
  /['"](aws-cdk-lib|@aws-cdk|constructs)\b|\/constructs\//.test(text);

/** Modules that make constructs, whose text could hold what is looked for; the others are not parsed. */
export function cdkModules(disk: Disk, mayHold: (text: string) => boolean): readonly FoundModule[] {
  const language = otherLanguage(disk);
  if (language)
    throw refusal(`The CDK app is written in ${language}`, {
      at: { path: CDK },
      hint: 'Only apps in TypeScript and JavaScript can be extended.',
    });
  return surveys(disk, mayHold).flatMap(({ path, text, survey }) =>
    'reason' in survey ? [] : [{ path, text, survey }],
  );
}

const surveys = (disk: Disk, mayHold: (text: string) => boolean) =>
  infrastructureFiles(disk).flatMap((path) => {
    if (!isModule(path)) return [];
    const text = disk.read(path) ?? '';
    if (!makesConstructs(text) || !mayHold(text)) return [];
    return [{ path, text, survey: surveyCdk(text, classesFrom(disk, path)) }];
  });

/** Where nothing is found, a module with a syntax error is the reason: throws `refused` for the first. */
export function refuseBroken(disk: Disk): void {
  for (const { path, survey } of surveys(disk, () => true))
    if ('reason' in survey && survey.reason === SYNTAX_ERROR)
      throw refusal(`${path} cannot be read: ${survey.reason}`, {
        at: { path, line: survey.line },
        hint: 'Mend it first; nothing was written.',
      });
}

interface FoundStack {
  readonly module: FoundModule;
  readonly stack: string;
  readonly line: number;
}

const allStacks = (disk: Disk): readonly FoundStack[] =>
  cdkModules(disk, (text) => /Stack\b/.test(text)).flatMap((module) =>
    module.survey.stacks.map(({ name, line }) => ({ module, stack: name, line })),
  );

function whichStack(all: readonly FoundStack[]): AppError {
  const list = all.map(({ module, stack, line }) => `\n    ${stack} (${module.path}:${line})`);
  const values = all.map(({ stack }) => stack);
  return usageError(`Which stack is meant?${list.join('')}`, 'Say it with --stack <name>.', {
    flag: 'stack',
    values,
  });
}

/** The stack that a new function comes into: the one that is named, or the only one. */
export function mainStack(disk: Disk, wanted: string | undefined): FoundStack {
  const all = allStacks(disk);
  const named = wanted ? all.filter(({ stack }) => stack === wanted) : all;
  const [one] = named;
  if (one && named.length === 1) return one;
  if (all.length > 0) throw whichStack(all);
  refuseBroken(disk);
  throw refusal('No module of the project has a stack that could be extended', {
    hint: 'A stack is a class that extends Stack, or a constant that holds a new one.',
  });
}

/** The names of all stacks but that one; throws `usage` when there is none of that name. */
export function otherStacks(disk: Disk, wanted: string): ReadonlySet<string> {
  const all = allStacks(disk);
  if (!all.some(({ stack }) => stack === wanted)) throw whichStack(all);
  return new Set(all.map(({ stack }) => stack).filter((stack) => stack !== wanted));
}
