import { optionsAsked, withDatabase } from '../../src/cli/create/option-flags.ts';
import type { CreateRequest } from '../../src/core/fold/pipeline.ts';
import { type Iac, sampleProject } from '../../src/core/project.ts';

/** What production options may be, as flags of `create-lambda-app`. */
export const CHOICES = {
  vpc: { vpc: 'new' },
  existing: { vpc: 'existing' },
  database: { database: 'postgres' },
  shared: { layer: 'shared' },
  powertools: { layer: 'powertools' },
  image: { package: 'image' },
  budget: { budget: '50' },
  canary: { deploy: 'canary' },
  linear: { deploy: 'linear' },
  dashboard: { dashboard: 'yes' },
} as const;

export type Choice = keyof typeof CHOICES;

interface Flags {
  readonly vpc?: string;
  readonly database?: string;
  readonly layer?: string;
  readonly package?: 'zip' | 'image';
  readonly budget?: string;
  readonly deploy?: string;
  readonly dashboard?: string;
}

/** Patterns, and the production options that a project of them has. */
export interface Combination {
  readonly patterns: readonly string[];
  readonly choices: readonly Choice[];
}

/** Ten pairs of production options, each on a pattern that both change. */
export const PAIRS: readonly Combination[] = [
  { patterns: ['rest-api'], choices: ['database', 'budget'] },
  { patterns: ['rest-api'], choices: ['database', 'dashboard'] },
  { patterns: ['rest-api'], choices: ['database', 'powertools'] },
  { patterns: ['file-processing'], choices: ['vpc', 'shared'] },
  { patterns: ['file-processing'], choices: ['budget', 'dashboard'] },
  { patterns: ['pub-sub'], choices: ['vpc', 'image'] },
  { patterns: ['pub-sub'], choices: ['powertools', 'dashboard'] },
  { patterns: ['user-auth'], choices: ['image', 'linear'] },
  { patterns: ['scheduled-task'], choices: ['shared', 'canary'] },
  { patterns: ['workflow'], choices: ['canary', 'dashboard'] },
];

/** What options change most of. */
const CHANGED = ['rest-api', 'user-auth', 'file-processing', 'workflow'];

/** All options, in as few projects as there can be: an image takes no layer, and a database no gradual deployment. */
export const TOGETHER: Readonly<Record<string, Combination>> = {
  'all-database': {
    patterns: CHANGED,
    choices: ['existing', 'database', 'powertools', 'budget', 'dashboard'],
  },
  'all-layer': { patterns: CHANGED, choices: ['vpc', 'shared', 'canary', 'budget', 'dashboard'] },
  'all-image': { patterns: CHANGED, choices: ['vpc', 'image', 'linear', 'budget', 'dashboard'] },
};

/** Whether a pattern can have it: multi-region has stacks of its own, and only a REST API keeps items in a database. */
const fits = (pattern: string, choice: Choice) =>
  pattern === 'multi-region' ? choice === 'image' : choice !== 'database' || pattern === 'rest-api';

/** Every option by itself on every one of the patterns: those that it fits, and the others. */
export function alone(patterns: readonly string[]) {
  const choices = Object.keys(CHOICES) as Choice[];
  const of = (doesFit: boolean): readonly Combination[] =>
    patterns.flatMap((pattern) =>
      choices
        .filter((choice) => fits(pattern, choice) === doesFit)
        .map((choice) => ({ patterns: [pattern], choices: [choice] })),
    );
  return { fitting: of(true), others: of(false) };
}

/** `rest-api with database and budget` */
export const titleOf = ({ patterns, choices }: Combination) =>
  `${patterns.join(' and ')} with ${choices.join(' and ')}`;

const flagsOf = ({ choices }: Combination): Flags =>
  Object.assign({}, ...choices.map((choice) => CHOICES[choice]));

/** What an existing VPC needs, which has no defaults. */
export const OF_EXISTING = [
  ...['--set', 'vpc.vpc-id=vpc-0a1b2c3d4e5f60718'],
  ...['--set', 'vpc.subnet-ids=subnet-0a1b2c3d4e5f60718,subnet-0a1b2c3d4e5f60719'],
];

/** As somebody would type it. */
export const typed = (combination: Combination): readonly string[] => [
  ...['-p', combination.patterns.join()],
  ...Object.entries(flagsOf(combination)).flatMap(([flag, value]) => [`--${flag}`, value]),
  ...(combination.choices.includes('existing') ? OF_EXISTING : []),
];

/** As `create-lambda-app` would ask for it. */
export function requestOf(combination: Combination, iac: Iac): CreateRequest {
  const flags = flagsOf(combination);
  const instances = combination.patterns.map((pattern) => ({ pattern }));
  return {
    project: { ...sampleProject(iac), packageType: flags.package ?? 'zip' },
    instances: withDatabase([...instances, ...optionsAsked(flags)], flags.database),
  };
}
