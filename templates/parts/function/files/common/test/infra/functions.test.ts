import { expect, test } from 'vitest';
import { entryOf, every } from '../support/template.ts';

const functions = await every('AWS::Lambda::Function');

test.each(functions)('%s: %s has the defaults', (_, id, fn, stack) => {
  expect(fn).toMatchObject({
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Environment: {
      Variables: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_METRICS_NAMESPACE: 'AWS::StackName',
        POWERTOOLS_SERVICE_NAME: '__app-kebab__',
      },
    },
    LoggingConfig: {
      ApplicationLogLevel: 'INFO',
      LogFormat: 'JSON',
      LogGroup: `${id}Logs`,
      SystemLogLevel: 'WARN',
    },
    RecursiveLoop: 'Terminate',
    Role: `${id}Role.Arn`,
  });
  expect(stack[`${id}Logs`]).toMatchObject({ Type: 'AWS::Logs::LogGroup' });
});

test.each(functions)('%s: %s runs the module of its name', (_, id, __, stack) => {
  const letters = entryOf(stack, id)?.replaceAll(/\.ts$|[^a-z0-9]/gi, '');
  expect(letters).toMatch(new RegExp(`${id}$`, 'i'));
});

test.each([
  ['dev', 7],
  ['staging', 14],
  ['prod', 30],
])('in %s, logs are kept for %i days, and go with their stack', async (stage, RetentionInDays) => {
  const groups = await every('AWS::Logs::LogGroup', { stage });
  expect(groups).not.toEqual([]);
  for (const [, id, group, stack] of groups) {
    expect(group).toMatchObject({ RetentionInDays });
    expect(stack[id]).not.toMatchObject({ DeletionPolicy: 'Retain' });
    expect(stack[id]).not.toMatchObject({ UpdateReplacePolicy: 'Retain' });
  }
});
