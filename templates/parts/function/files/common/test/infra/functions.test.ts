import { expect, test } from 'vitest';
import { entryOf, every } from '../support/template.ts';

const functions = await every('AWS::Lambda::Function');
const logs = await every('AWS::Logs::LogGroup');

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

test.each(logs)('%s: %s keeps its events for 30 days', (_, id, group, stack) => {
  expect(group).toMatchObject({ RetentionInDays: 30 });
  expect(stack[id]).not.toMatchObject({ DeletionPolicy: 'Retain' });
  expect(stack[id]).not.toMatchObject({ UpdateReplacePolicy: 'Retain' });
});
