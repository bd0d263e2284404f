import { text } from '../../../src/core/options.ts';
import { type Connected, definePattern, type SamFragment } from '../../../src/core/pattern.ts';
import { listed } from '../../formatted.ts';
import { problemWithoutOwnStack } from '../../own-stack.ts';
import prices from '../../prices.json' with { type: 'json' };
import { amountProblem, DEFAULT_AMOUNT, invocationsPerDay } from './amount.ts';
import { regionProblem } from './regions.ts';

const STANDARD = invocationsPerDay(Number(DEFAULT_AMOUNT), { arch: 'arm64' });

const limitOf = (id: string): SamFragment => ({
  fragment: 'sam/function.yaml',
  replace: { __Function__: id },
});

export default definePattern({
  id: 'budget',
  title: 'Budget',
  summary:
    'A monthly budget in US dollars, with notices at 80 % spent and 100 % forecast (10 cents).',
  services: ['AWS Budgets', 'SNS', 'CloudWatch'],
  defaultName: 'budget',
  options: { amount: text('US dollars a month', DEFAULT_AMOUNT, amountProblem) },
  problem: ({ project: { region }, others }) =>
    regionProblem(region) ?? problemWithoutOwnStack(others),
  contribute({ project, options }) {
    const amount = Number(options.amount);
    const invocations = invocationsPerDay(amount, project);
    return {
      files: ['common', ...(project.iac === 'cdk' ? ['cdk'] : [])],
      requires: ['alarm-sections'],
      replace: {
        'amount: 50': `amount: ${amount}`,
        'Amount: 50': `Amount: ${amount}`,
        [`threshold: ${STANDARD}`]: `threshold: ${invocations}`,
        [`Threshold: ${STANDARD}`]: `Threshold: ${invocations}`,
      },
      sam: ['sam/main.yaml'],
      construct: { className: 'Budget', module: './budget.ts' },
      // CDK has a subscription only where there is a mailbox
      resources: project.iac === 'cdk' ? 4 : 5,
      describe: {
        functions: [],
        diagram: { nodes: [], edges: [] },
        cost: [{ item: 'Alarm', fixed: prices.alarm }],
        costUnit: 'events',
        nextSteps: [
          'Activate the cost allocation tag aws:cloudformation:stack-name, or the budget counts nothing: see README.md',
        ],
        facts: { invocations: invocations.toLocaleString('en-US'), limited: '' },
      },
    };
  },
  connect({ project: { iac } }, { name, contribution: { unlimited = [] } }: Connected) {
    if (unlimited.length === 0) return undefined;
    const ids = unlimited.map((id) => name.pascal + id);
    return {
      files: ['limited', ...(iac === 'cdk' ? ['cdk-limited'] : [])],
      replace: {
        '__instance-kebab__': name.kebab,
        __Instance__: name.pascal,
        "const functions = ['__Function__'];": listed('functions', unlimited),
        "const functions = ['__Instance__Function'];": listed('functions', ids),
      },
      sam: ids.map(limitOf),
      construct: { className: `${name.pascal}Limit`, module: `./${name.kebab}-limit.ts` },
      describe: {
        functions: [],
        diagram: { nodes: [], edges: [] },
        cost: [],
        costUnit: '',
        facts: { limited: name.kebab },
      },
    };
  },
});
