import { describe } from 'vitest';
import { IACS } from '../src/core/project.ts';
import { ADDED, type EmittedProject, projectTests } from '../test/e2e/emitted-project.ts';
import { packed } from '../test/e2e/packed.ts';
import { type Combination, PAIRS, TOGETHER, typed } from '../test/support/combinations.ts';

interface Checked extends Combination {
  readonly added?: readonly string[];
  /** The project whose packages it has; `none` where it installs its own, and the first one where nothing is said. */
  readonly packagesOf?: string;
}

/** Each option by itself, on patterns that it changes most of. */
const ALONE: Readonly<Record<string, Checked>> = {
  vpc: { patterns: ['file-processing'], choices: ['vpc'] },
  // Through the Data API, with the secret of its user
  database: { patterns: ['rest-api'], choices: ['database'], packagesOf: 'none' },
  layer: { patterns: ['rest-api'], choices: ['shared'] },
  powertools: { patterns: ['pub-sub'], choices: ['powertools'] },
  image: { patterns: ['scheduled-task', 'pub-sub'], choices: ['image'], added: ADDED },
  budget: { patterns: ['user-auth'], choices: ['budget'] },
  canary: { patterns: ['rest-api'], choices: ['canary'], added: ADDED },
  linear: { patterns: ['workflow'], choices: ['linear'] },
  dashboard: { patterns: ['pub-sub'], choices: ['dashboard'] },
};

/** By short names: a dashboard finds functions by a name that CloudFormation cuts. */
const IN_PAIRS: Readonly<Record<string, Checked>> = Object.fromEntries(
  PAIRS.map((pair, n) => [
    `pair-${n}`,
    { ...pair, ...(pair.choices.includes('database') && { packagesOf: 'database' }) },
  ]),
);

/** Options of a project that is there already, and has triggers of its own. */
const LATER: Readonly<Record<string, Checked>> = {
  'later-db': {
    patterns: ['rest-api'],
    choices: [],
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
    patterns: ['scheduled-task'],
    choices: [],
    added: [...ADDED, 'option package image', 'option deploy canary'],
  },
};

const project = packed();

describe.each(IACS)('as %s', (iac) => {
  const all = Object.entries<Checked>({ ...TOGETHER, ...ALONE, ...IN_PAIRS, ...LATER });
  // It has the packages of the others
  const [first] = Object.keys(TOGETHER);
  describe.each(all)('%s', (name, { added, packagesOf = first, ...combination }) => {
    const emitted: EmittedProject = {
      flags: ['--iac', iac, ...typed(combination)],
      ...(added && { added }),
      // What production asks for is there
      stages: ['prod'],
      ...(name !== first && packagesOf !== 'none' && { packagesOf: `${iac}-${packagesOf}` }),
    };
    projectTests(`${iac}-${name}`, emitted, project);
  });
});
