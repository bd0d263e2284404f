import { describe } from 'vitest';
import { IACS } from '../src/core/project.ts';
import { ADDED, type EmittedProject, projectTests } from '../test/e2e/emitted-project.ts';
import { packed } from '../test/e2e/packed.ts';

/** What options change most of. `test/parity` has every option with every pattern; `test/e2e`, all patterns in one project. */
const PATTERNS = 'rest-api,user-auth,file-processing,workflow:checkout';

interface Combination {
  readonly patterns: string;
  readonly options: string;
  readonly added?: readonly string[];
  /** Whether it needs packages that the first one has not. */
  readonly isInstalled?: boolean;
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
  database: { patterns: 'rest-api', options: '--database postgres', isInstalled: true },
  layer: { patterns: 'rest-api', options: '--layer shared' },
  powertools: { patterns: 'pub-sub', options: '--layer powertools' },
  image: { patterns: 'scheduled-task,pub-sub', options: '--package image', added: ADDED },
  budget: { patterns: 'user-auth', options: '--budget 50' },
  canary: { patterns: 'rest-api', options: '--deploy canary', added: ADDED },
  linear: { patterns: 'workflow', options: '--deploy linear' },
  dashboard: { patterns: 'pub-sub', options: '--dashboard yes' },
};

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
  const combinations = Object.entries({ ...TOGETHER, ...ALONE, ...LATER });
  // It has the packages of the others
  const [first] = Object.keys(TOGETHER);
  describe.each(combinations)('%s', (name, { patterns, options, added, isInstalled }) => {
    const flags = ['--iac', iac, '-p', patterns, ...options.split(' ').filter(Boolean)];
    const emitted: EmittedProject = {
      flags,
      ...(added && { added }),
      // What production asks for is there
      stages: ['prod'],
      ...(name !== first && !isInstalled && { packagesOf: `${iac}-${first}` }),
    };
    projectTests(`${iac}-${name}`, emitted, project);
  });
});
