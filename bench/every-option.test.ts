import { describe } from 'vitest';
import { IACS } from '../src/core/project.ts';
import { ADDED, type EmittedProject, projectTests } from '../test/e2e/emitted-project.ts';
import { packed } from '../test/e2e/packed.ts';
import { OPTION_PAIRS } from '../test/support/option-pairs.ts';

/** What options change most of. `test/parity` has every option with every pattern; `test/e2e`, all patterns in one project. */
const PATTERNS = 'rest-api,user-auth,file-processing,workflow:checkout';

interface Combination {
  readonly patterns: string;
  readonly options: string;
  readonly added?: readonly string[];
  /** The project whose packages it has; `none` where it installs its own, and the first one where nothing is said. */
  readonly packagesOf?: string;
}

/** All options, in as few projects as there can be: an image takes no layer, and a database no gradual deployment. */
const TOGETHER: Readonly<Record<string, Combination>> = {
  'all-database': {
    patterns: PATTERNS,
    options: '--vpc existing --database postgres --layer powertools --budget 50 --dashboard yes',
  },
  'all-layer': {
    patterns: PATTERNS,
    options: '--vpc new --layer shared --deploy canary --budget 50 --dashboard yes',
  },
  'all-image': {
    patterns: PATTERNS,
    options: '--vpc new --package image --deploy linear --budget 50 --dashboard yes',
  },
};

/** Each option by itself, on patterns that it changes most of. */
const ALONE: Readonly<Record<string, Combination>> = {
  vpc: { patterns: 'file-processing', options: '--vpc new' },
  // Through the Data API, with the secret of its user
  database: { patterns: 'rest-api', options: '--database postgres', packagesOf: 'none' },
  layer: { patterns: 'rest-api', options: '--layer shared' },
  powertools: { patterns: 'pub-sub', options: '--layer powertools' },
  image: { patterns: 'scheduled-task,pub-sub', options: '--package image', added: ADDED },
  budget: { patterns: 'user-auth', options: '--budget 50' },
  canary: { patterns: 'rest-api', options: '--deploy canary', added: ADDED },
  linear: { patterns: 'workflow', options: '--deploy linear' },
  dashboard: { patterns: 'pub-sub', options: '--dashboard yes' },
};

const FLAGS: Readonly<Record<string, string>> = {
  vpc: '--vpc new',
  database: '--database postgres',
  shared: '--layer shared',
  powertools: '--layer powertools',
  image: '--package image',
  budget: '--budget 50',
  canary: '--deploy canary',
  linear: '--deploy linear',
  dashboard: '--dashboard yes',
};

/** By short names: a dashboard finds functions by a name that CloudFormation cuts. */
const PAIRS: Readonly<Record<string, Combination>> = Object.fromEntries(
  OPTION_PAIRS.map(([patterns, ...pair], n) => [
    `pair-${n}`,
    {
      patterns,
      options: pair.map((name) => FLAGS[name]).join(' '),
      ...(pair.includes('database') && { packagesOf: 'database' }),
    },
  ]),
);

/** Options of a project that is there already, and has triggers of its own. */
const LATER: Readonly<Record<string, Combination>> = {
  'later-db': {
    patterns: 'rest-api',
    options: '',
    added: [
      ...ADDED,
      'option vpc new',
      'option database postgres',
      'option layer shared',
      'option budget 50',
      'option dashboard',
    ],
  },
  'later-image': {
    patterns: 'scheduled-task',
    options: '',
    added: [...ADDED, 'option package image', 'option deploy canary'],
  },
};

const project = packed();

describe.each(IACS)('as %s', (iac) => {
  const combinations = Object.entries({ ...TOGETHER, ...ALONE, ...PAIRS, ...LATER });
  // It has the packages of the others
  const [first] = Object.keys(TOGETHER);
  describe.each(combinations)('%s', (name, { patterns, options, added, packagesOf = first }) => {
    const flags = ['--iac', iac, '-p', patterns, ...options.split(' ').filter(Boolean)];
    const emitted: EmittedProject = {
      flags,
      ...(added && { added }),
      // What production asks for is there
      stages: ['prod'],
      ...(name !== first && packagesOf !== 'none' && { packagesOf: `${iac}-${packagesOf}` }),
    };
    projectTests(`${iac}-${name}`, emitted, project);
  });
});
