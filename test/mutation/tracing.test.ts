import { expect, test } from 'vitest';
import type { Iac } from '../../src/core/project.ts';
import { variants } from '../laws/laws.ts';
import { type FileEdit, patterns, writeProject } from './project.ts';
import { failureIn } from './suite.ts';

const functions = ['Create', 'List', 'Get', 'Update', 'Delete'];

const statement = `
              - Effect: Allow
                Action:
                  - xray:PutTraceSegments
                  - xray:PutTelemetryRecords
                Resource: '*'`;

const construct = 'infra/constructs/function.ts';

/** What an emitted README says to do for traces. */
const edits: Readonly<Record<Iac, readonly FileEdit[]>> = {
  cdk: [
    { file: construct, find: '  SystemLogLevel,\n', replace: '  SystemLogLevel,\n  Tracing,\n' },
    {
      file: construct,
      find: '      role,\n',
      replace: '      role,\n      tracing: Tracing.ACTIVE,\n',
    },
    {
      file: construct,
      find: "      { id: 'Serverless-LambdaTracing', reason: 'Traces would cost more than the function.' },\n",
      replace: '',
    },
    {
      file: construct,
      find: '    Validations.of(this).acknowledge(\n',
      replace: `    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: "X-Ray's actions take no resource.",
    });
    Validations.of(this).acknowledge(\n`,
    },
  ],
  sam: [
    {
      file: 'template.yaml',
      find: '    RecursiveLoop: Terminate\n',
      replace: '    RecursiveLoop: Terminate\n    Tracing: Active\n',
    },
    ...functions.map((name) => {
      const logs = `Resource: !GetAtt Items${name}Logs.Arn`;
      return { file: 'template.yaml', find: logs, replace: logs + statement };
    }),
  ],
};

const failure = (iac: Iac, changes: readonly FileEdit[]) => {
  const pattern = patterns.find(({ id }) => id === 'rest-api')!;
  return failureIn(writeProject(pattern, iac, variants(pattern)[0]!, ...changes));
};

test.each(['cdk', 'sam'] as const)('what turns traces on passes the tests, as %s', async (iac) => {
  expect(await failure(iac, edits[iac])).toBeUndefined();
});

test('traces that a role does not allow fail the tests', async () => {
  expect(await failure('sam', edits.sam.slice(0, -1))).toMatch('ItemsDelete');
});
