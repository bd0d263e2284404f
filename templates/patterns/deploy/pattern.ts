import { type Name, nameForms } from '../../../src/core/names.ts';
import { choice } from '../../../src/core/options.ts';
import {
  type Connected,
  type Contribution,
  definePattern,
  type SamFragment,
} from '../../../src/core/pattern.ts';
import { listed } from '../../formatted.ts';
import { problemWithoutOwnStack } from '../../own-stack.ts';

/** As CodeDeploy calls them; an alarm of five minutes goes off before a canary is over. */
const CONFIGS = { canary: 'Canary10Percent10Minutes', linear: 'Linear10PercentEvery2Minutes' };

/** Whether it is in the project's own stack, and something says that a new version fails. */
const isWatched = ({ construct, guards = [] }: Contribution) =>
  construct?.app === undefined && guards.length > 0;

interface Shifted {
  readonly functions: readonly string[];
  readonly alarms: readonly string[];
}

/** The logical ids of an instance's functions, and of the alarms that stop their deployment. */
const shiftedOf = ({ name, contribution: { describe, guards = [] } }: Connected): Shifted => ({
  functions: (describe?.functions ?? []).map(
    (fn) => name.pascal + (fn.id ?? nameForms(fn.name).pascal),
  ),
  alarms: guards.map((id) => name.pascal + id).sort(),
});

/** By name: an alarm refers to the API that it is on, which refers to the alias, which refers to what stops its deployment. */
const namesOf = ({ alarms }: Shifted): readonly SamFragment[] =>
  alarms.map((id) => ({ fragment: 'sam/alarm.yaml', replace: { __Alarm__: id } }));

const preferencesOf = ({ functions, alarms }: Shifted): readonly SamFragment[] =>
  functions.map((id) => ({
    fragment: 'sam/function.yaml',
    replace: {
      __Function__: id,
      '- !Sub ${AWS::StackName}-__Alarm__': alarms
        .map((alarm) => `- !Sub \${AWS::StackName}-${alarm}`)
        .join('\n          '),
    },
  }));

const testOf = (iac: string, { kebab }: Name, { functions, alarms }: Shifted) => ({
  set: `${iac}-instance`,
  replace: {
    '__instance-kebab__': kebab,
    "const ALARMS = ['__Instance__ErrorsAlarm'];": listed('ALARMS', alarms),
    "const functions = ['__Instance__Function'];": listed('functions', functions),
  },
});

export default definePattern({
  id: 'deploy',
  title: 'Deployment',
  summary:
    'In staging and prod, new versions get the traffic step by step, and an alarm rolls them back (no charge).',
  services: ['CodeDeploy'],
  defaultName: 'deploy',
  options: { traffic: choice('How a new version takes over', ['canary', 'linear']) },
  isPublishing: true,
  problem: ({ others }) => problemWithoutOwnStack(others),
  problemBeside: (_, { name, contribution }) =>
    contribution.calls?.includes('rds-data')
      ? `the migrations of ${name.kebab} change its tables before the new version of its functions takes over, and the old one would go on with them`
      : undefined,
  contribute: ({ project: { iac }, options: { traffic } }) => ({
    files: [iac],
    requires: ['function', 'like-prod'],
    replace: { __config__: CONFIGS[traffic] },
    construct: { className: 'Deploy', module: './deploy.ts' },
    describe: {
      functions: [],
      diagram: { nodes: [], edges: [] },
      cost: [],
      costUnit: 'deployments',
    },
  }),
  connect({ project: { iac }, options: { traffic } }, connected) {
    const { contribution } = connected;
    const shifted = shiftedOf(connected);
    if (!isWatched(contribution) || shifted.functions.length === 0) return undefined;
    return {
      files: [testOf(iac, connected.name, shifted)],
      requires: ['code-deploy'],
      replace: { __config__: CONFIGS[traffic] },
      sam: [...namesOf(shifted), ...preferencesOf(shifted)],
      resources: shifted.functions.length,
    };
  },
});
