import { expect, test } from 'vitest';
import { entryOf, loadAll, ofType, properties } from '../support/template.ts';

const stacks = await loadAll();

const all = (type: string) =>
  Object.entries(stacks).flatMap(([name, stack]) =>
    Object.keys(ofType(stack, type)).map((id) => [name, id, stack] as const),
  );

test.each(all('AWS::Lambda::Function'))('%s: %s has the defaults', (_, id, stack) => {
  expect(properties(stack, id)).toMatchObject({
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

test.each(all('AWS::Lambda::Function'))('%s: %s is published as live', (_, id, stack) => {
  expect(stack[`${id}.Alias`]).toMatchObject({
    Type: 'AWS::Lambda::Alias',
    Properties: { FunctionName: id, Name: 'live' },
  });
});

test.each(all('AWS::Lambda::Function'))('%s: %s runs the module of its name', (_, id, stack) => {
  const letters = entryOf(stack, id)
    ?.replace(/\.ts$/, '')
    .replaceAll(/[^a-z0-9]/gi, '');
  expect(letters?.toLowerCase()).toMatch(new RegExp(`${id.toLowerCase()}$`));
});

test.each(all('AWS::Logs::LogGroup'))('%s: %s keeps its events for 30 days', (_, id, stack) => {
  expect(properties(stack, id)).toMatchObject({ RetentionInDays: 30 });
  expect(stack[id]).not.toMatchObject({ DeletionPolicy: 'Retain' });
  expect(stack[id]).not.toMatchObject({ UpdateReplacePolicy: 'Retain' });
});
