import { definePattern } from '../../../src/core/pattern.ts';
import { problemWithoutOwnStack } from '../../own-stack.ts';
import prices from '../../prices.json' with { type: 'json' };

/** What CloudFormation leaves of a stack's name in the names of functions, at least. */
const KEPT = 25;

const LONGEST_APP = KEPT - '-staging'.length;

export default definePattern({
  id: 'dashboard',
  title: 'Dashboard',
  summary: 'One CloudWatch dashboard of the stack, and saved queries of its logs ($3 a month).',
  services: ['CloudWatch'],
  defaultName: 'dashboard',
  options: {},
  problem({ project: { app }, others }) {
    if (app.length > LONGEST_APP)
      return `it finds functions by the stack's name, which CloudFormation shortens to ${KEPT} characters in their names; the name of the project may have ${LONGEST_APP}`;
    return problemWithoutOwnStack(others);
  },
  contribute: ({ project }) => ({
    files: ['common', ...(project.iac === 'cdk' ? ['cdk'] : [])],
    sam: ['sam/main.yaml'],
    construct: { className: 'Dashboard', module: './dashboard.ts' },
    resources: 4,
    describe: {
      functions: [],
      diagram: { nodes: [], edges: [] },
      cost: [{ item: 'Dashboard', fixed: prices.dashboard }],
      costUnit: 'events',
    },
  }),
});
