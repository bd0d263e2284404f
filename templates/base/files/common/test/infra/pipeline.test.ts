import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  run?: string;
  uses?: string;
  with?: Record<string, unknown>;
}

interface Job {
  env?: Record<string, string>;
  permissions?: Record<string, string>;
  steps?: Step[];
  uses?: string;
}

/** What GitHub puts in the place of a value. */
const expression = (name: string) => `$\{{ ${name} }}`;

const read = (path: string) => parse(readFileSync(path, 'utf8'));
const workflow = (name: string) => read(`.github/workflows/${name}.yml`);
const jobsOf = (name: string) => Object.entries<Job>(workflow(name).jobs);

const names = readdirSync('.github/workflows').map((file) => file.replace('.yml', ''));
const jobs = names.flatMap((name) => jobsOf(name).map(([id, job]) => [name, id, job] as const));
const withSteps = jobs.filter(([, , { steps }]) => steps);
const action = read('.github/actions/setup/action.yml');
const setup: Step[] = action.runs.steps;
const stepsOf = (list: typeof jobs) => list.flatMap(([, , { steps = [] }]) => steps);
const steps = [...stepsOf(jobs), ...setup];
const stepsWith = (action: string) =>
  steps.filter(({ uses }) => uses?.startsWith(`${action}@`)).map((step) => step.with);

test.each(names)('%s may read the repository, and nothing else unless a job says so', (name) => {
  expect(workflow(name).permissions).toEqual({ contents: 'read' });
});

test('actions are those of the repository, or fixed to a commit', () => {
  for (const { uses } of [...steps, ...jobs.map(([, , job]) => job)]) {
    if (uses?.startsWith('./')) expect(existsSync(uses), uses).toBe(true);
    else if (uses) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  }
  expect(steps.filter(({ run, uses }) => !run === !uses)).toEqual([]);
});

test('commands are scripts of the project, or of its tools', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const { run = '' } of steps) {
    const [, script] = /^__run__ ([\w:]+)$/.exec(run) ?? [];
    if (script) expect(Object.keys(scripts)).toContain(script);
    const file = /scripts\/[\w.-]+/.exec(run)?.[0];
    if (file) expect(existsSync(file), file).toBe(true);
  }
});

test('no step keeps the token of the repository', () => {
  const checkouts = stepsWith('actions/checkout');
  expect(checkouts).toEqual(checkouts.map(() => ({ 'persist-credentials': false })));
});

test.each(withSteps)('%s: %s runs on Ubuntu, with a time limit', (_, __, job) => {
  const limit = expect.toBeOneOf([15, 60]);
  expect(job).toMatchObject({ 'runs-on': 'ubuntu-latest', 'timeout-minutes': limit });
});

const trusted = withSteps.filter(([, , { permissions }]) => permissions?.['id-token']);

test('one job alone gets credentials: of its stage, one deployment at a time', () => {
  expect(trusted.map(([name, id]) => [name, id])).toEqual([['deploy-stage', 'deploy']]);
  expect(workflow('deploy-stage').jobs.deploy).toMatchObject({
    needs: 'build',
    environment: expression('inputs.stage'),
    concurrency: `deploy-${expression('inputs.stage')}`,
    permissions: { contents: 'read', 'id-token': 'write' },
  });
  expect(stepsWith('aws-actions/configure-aws-credentials')).toEqual([
    { 'role-to-assume': expression('vars.AWS_DEPLOY_ROLE_ARN'), 'aws-region': '__region__' },
  ]);
});

test('an older commit is deployed over a newer one only by a run that is repeated', () => {
  expect(stepsOf(trusted)[0]).toEqual({
    if: 'github.run_attempt == 1',
    run: expect.stringMatching(/^test .*commits\/\$GITHUB_REF_NAME.* = "\$GITHUB_SHA"$/),
    env: { GH_TOKEN: expression('github.token') },
  });
});

test('what is deployed is what was built, for the stage that was asked for', () => {
  const [downloaded] = stepsWith('actions/download-artifact');
  expect(downloaded).toMatchObject({ name: `build-${expression('inputs.stage')}` });
  const uploaded = { ...downloaded, 'include-hidden-files': true };
  expect(stepsWith('actions/upload-artifact')).toEqual([uploaded]);
  expect(readFileSync('.gitignore', 'utf8')).toContain(String(downloaded?.path));
  const stages = jobsOf('deploy-stage').flatMap(([, { env = {} }]) => env.STAGE ?? []);
  expect(stages).toEqual([expression('inputs.stage')]);
  const { inputs } = workflow('deploy-stage').on.workflow_call;
  expect(inputs).toEqual({ stage: { type: 'string', required: true } });
});

test('main is checked, then deployed to dev, to staging, and to prod', () => {
  const { on, jobs } = workflow('deploy');
  expect(on).toEqual({ push: { branches: ['main'] }, workflow_dispatch: null });
  const deploys = (stage: string, needs: string) => ({
    needs,
    uses: './.github/workflows/deploy-stage.yml',
    permissions: { contents: 'read', 'id-token': 'write' },
    with: { stage },
  });
  const check = { uses: './.github/workflows/ci.yml' };
  expect(jobs).toEqual({
    check,
    dev: deploys('dev', 'check'),
    staging: deploys('staging', 'dev'),
    prod: deploys('prod', 'staging'),
  });
});

test('every pull request is checked', () => {
  expect(workflow('ci').on).toEqual({ pull_request: null, workflow_call: null });
  const commands = stepsOf(jobs.filter(([name]) => name === 'ci')).map(({ run = '' }) => run);
  expect(commands.filter((run) => / check$/.test(run))).toHaveLength(1);
});

test('the packages are those of the lock file, and cached', () => {
  expect(action.runs.using).toBe('composite');
  const commands = setup.map(({ run = '' }) => run);
  expect(commands.filter((run) => / (ci|--frozen-lockfile)$/.test(run))).toHaveLength(1);
  const node = setup.find(({ uses }) => uses?.startsWith('actions/setup-node@'));
  expect(node?.with?.cache).toBe('npm');
});

test('the machine has the Node.js of the project', () => {
  expect(setup).toContainEqual(expect.objectContaining({ shell: 'bash' }));
  for (const inputs of stepsWith('actions/setup-node')) {
    expect(existsSync(String(inputs?.['node-version-file']))).toBe(true);
  }
});
