import { expect, it } from 'vitest';
import type { Files } from '../../src/core/tree/memory.ts';
import { synthesised } from './cdk.ts';
import { type Case, casesDeployed } from './projects.ts';
import { deployments, translated, translatorProblem } from './sam.ts';
import { type Deployment, deployed, ofType } from './template.ts';

const problem = await translatorProblem();

/** A project after what docs/operations.md says was put beside `line` of one function. */
function edited(files: Files, path: string, line: string, ...more: readonly string[]): Files {
  const text = files.get(path)!;
  expect(text.split(line)).toHaveLength(2);
  return new Map(files).set(path, text.replace(line, [line, ...more].join('\n')));
}

/** What the runbook says is put beside a property of a function, for its share and for the instances that wait. */
function documented(files: Files): readonly string[] {
  const [, section = ''] = files
    .get('docs/operations.md')!
    .split('### deploy: provisioned concurrency');
  const [reserved] = /reservedConcurrentExecutions: 20/i.exec(section)!;
  const [, provisioned] = /```\w+\n([\s\S]*?)\n```/.exec(section)!;
  return [reserved.startsWith('r') ? `${reserved},` : `      ${reserved}`, provisioned!];
}

interface Function {
  readonly ReservedConcurrentExecutions?: number;
}

interface Alias {
  readonly FunctionName: string;
  readonly ProvisionedConcurrencyConfig?: object;
}

const concurrency = (deployment: Deployment) => ({
  reserved: ofType<Function>(deployed(deployment), 'AWS::Lambda::Function').flatMap(
    ([id, { ReservedConcurrentExecutions: most }]) => (most === undefined ? [] : [[id, most]]),
  ),
  provisioned: ofType<Alias>(deployed(deployment), 'AWS::Lambda::Alias').flatMap(
    ([, { FunctionName, ProvisionedConcurrencyConfig: config }]) =>
      config === undefined ? [] : [[FunctionName, config]],
  ),
});

/** Of one function. */
const CASE = casesDeployed().find(({ pattern }) => pattern === 'scheduled-task')!;

function followed(stage: string): Case {
  const infra = 'infra/cleanup.ts';
  const imported = "import { LambdaFunction } from './constructs/function.ts';";
  const handled = "entry: 'src/cleanup/run.ts',";
  const cdk = edited(
    edited(CASE.cdk, infra, handled, ...documented(CASE.cdk)),
    infra,
    imported,
    "import { stageOf } from './stage.ts';",
  );
  const role = '      Role: !GetAtt CleanupRunRole.Arn';
  const sam = edited(CASE.sam, 'template.yaml', role, ...documented(CASE.sam));
  return { ...CASE, stage, cdk, sam };
}

const cases = ['dev', 'staging'].map(followed);
const own = cases.map(({ sam, stage }) => deployments(sam, stage)[0]!);
const [stacks, flat] = problem
  ? [[], []]
  : await Promise.all([synthesised(cases), translated(own)]);

const stages = cases.map(({ stage }, n) => [stage, n] as const);

it.skipIf(problem).each(stages)('what the runbook says holds in %s', (stage, n) => {
  const each = own[n]!;
  const waiting = [['CleanupRun', { ProvisionedConcurrentExecutions: 2 }]];
  for (const template of [stacks[n]![each.stack]!, flat[n]!.template])
    expect(concurrency({ ...each, template })).toEqual({
      reserved: [['CleanupRun', 20]],
      provisioned: stage === 'dev' ? [] : waiting,
    });
});
