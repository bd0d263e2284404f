import { afterEach, expect, test, vi } from 'vitest';

const tools = vi.hoisted(() => ({ isUnfinished: vi.fn(), runOrExit: vi.fn() }));
vi.mock('../../scripts/stacks.ts', () => tools);

const stacks = [
  { name: 'shop-region-prod', environment: { region: 'eu-west-1' } },
  { name: 'shop-prod', environment: { region: 'us-east-1' } },
];

/** What the script has the CDK do. */
async function deploy(...args: string[]): Promise<string[]> {
  process.argv = ['node', 'deploy.ts', ...args];
  tools.runOrExit.mockReturnValue(JSON.stringify(stacks));
  tools.isUnfinished.mockImplementation((name) => name === 'shop-prod');
  await import('../../scripts/deploy.ts');
  return tools.runOrExit.mock.calls.map(([tool, args]) => [tool, ...args].join(' '));
}

afterEach(() => {
  vi.clearAllMocks();
  vi.resetModules();
});

test('a stage is built, and its stacks are deployed in the order of the CDK', async () => {
  expect(await deploy('prod', '--force')).toEqual([
    'cdk synth --quiet --context stage=prod',
    'cdk list --app cdk.out --long --json',
    'cdk deploy --app cdk.out shop-region-prod --exclusively --rollback --force',
    // It was never deployed in full
    'cdk deploy --app cdk.out shop-prod --exclusively --no-rollback --force',
  ]);
  expect(tools.isUnfinished.mock.calls).toEqual([
    ['shop-region-prod', 'eu-west-1'],
    ['shop-prod', 'us-east-1'],
  ]);
});

test('without a stage, it is dev', async () => {
  expect((await deploy())[0]).toBe('cdk synth --quiet --context stage=dev');
});

test('what is built already is deployed as it is', async () => {
  const [list, first] = await deploy('--built');

  expect(list).toBe('cdk list --app cdk.out --long --json');
  expect(first).toBe('cdk deploy --app cdk.out shop-region-prod --exclusively --rollback');
});
