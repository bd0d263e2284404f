import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import type { Iac } from '../../src/core/project.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { variants } from '../laws/laws.ts';
import { type FileEdit, patterns, writeProject } from './project.ts';
import { failureIn } from './suite.ts';

/** What docs/operations.md of a scheduled task says to do for a pause. */
const infrastructure: Readonly<Record<Iac, FileEdit>> = {
  cdk: {
    file: 'infra/cleanup.ts',
    find: "      scheduleExpressionTimezone: 'UTC',\n",
    replace: "      scheduleExpressionTimezone: 'UTC',\n      state: 'DISABLED',\n",
  },
  sam: {
    file: 'template.yaml',
    find: '      ScheduleExpressionTimezone: UTC\n',
    replace: '      ScheduleExpressionTimezone: UTC\n      State: DISABLED\n',
  },
};

const expected: FileEdit = {
  file: 'test/infra/cleanup.test.ts',
  find: "    ScheduleExpressionTimezone: 'UTC',\n",
  replace: "    ScheduleExpressionTimezone: 'UTC',\n    State: 'DISABLED',\n",
};

const paused = (iac: Iac, ...edits: readonly FileEdit[]) => {
  const pattern = patterns.find(({ id }) => id === 'scheduled-task')!;
  return writeProject(pattern, iac, variants(pattern)[0]!, infrastructure[iac], ...edits);
};

async function typeErrorsIn(folder: string): Promise<string> {
  const compiler = join(packageRoot, 'node_modules/.bin/tsc');
  const { stdout } = await execa(compiler, ['-p', folder], { reject: false });
  return stdout;
}

test.each(['cdk', 'sam'] as const)('a paused schedule passes its tests, as %s', async (iac) => {
  const project = paused(iac, expected);

  expect(await failureIn(project)).toBeUndefined();
  expect(await typeErrorsIn(project.folder)).toBe('');
});

test('a schedule that is paused by accident fails its tests', async () => {
  expect(await failureIn(paused('sam'))).toMatch('the schedule sends its time');
});

/** What docs/operations.md says to put beside a function for its share of calls, and for instances that wait. */
const concurrency: Readonly<Record<Iac, readonly FileEdit[]>> = {
  cdk: [
    {
      file: 'infra/resize.ts',
      find: "import { LambdaFunction } from './constructs/function.ts';\n",
      replace:
        "import { LambdaFunction } from './constructs/function.ts';\nimport { stageOf } from './stage.ts';\n",
    },
    {
      file: 'infra/resize.ts',
      find: "      entry: 'src/resize/resize.ts',\n",
      replace: `      entry: 'src/resize/resize.ts',
      reservedConcurrentExecutions: 20,
      provisionedConcurrentExecutions: stageOf(scope).name === 'dev' ? undefined : 2,\n`,
    },
  ],
  sam: [
    {
      file: 'template.yaml',
      find: '      Role: !GetAtt ResizeRole.Arn\n',
      replace: `      Role: !GetAtt ResizeRole.Arn
      ReservedConcurrentExecutions: 20
      ProvisionedConcurrencyConfig: !If
        - IsLikeProd
        - ProvisionedConcurrentExecutions: 2
        - !Ref AWS::NoValue\n`,
    },
  ],
};

test.each(['cdk', 'sam'] as const)(
  'reserved and provisioned calls pass the tests, as %s',
  async (iac) => {
    const deploy = patterns.find(({ isPublishing }) => isPublishing)!;
    const project = writeProject(deploy, iac, variants(deploy)[0]!, ...concurrency[iac]);

    expect(await failureIn(project)).toBeUndefined();
    expect(await typeErrorsIn(project.folder)).toBe('');
  },
);
