import { expect, test } from 'vitest';
import { load, ofType } from '../support/template.ts';

const template = await load();
const functions = ofType(template, 'AWS::Lambda::Function');

test.each(Object.keys(functions))('%s has the defaults of a function', (id) => {
  expect(functions[id]).toMatchObject({
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps' } },
    RecursiveLoop: 'Terminate',
    TracingConfig: { Mode: 'Active' },
  });
});

test.each(Object.keys(functions))('%s writes JSON to a log of its own for 30 days', (id) => {
  expect(functions[id]).toMatchObject({
    LoggingConfig: {
      ApplicationLogLevel: 'INFO',
      LogFormat: 'JSON',
      LogGroup: `${id}Logs`,
      SystemLogLevel: 'WARN',
    },
  });
  expect(template[`${id}Logs`]).toMatchObject({
    Type: 'AWS::Logs::LogGroup',
    Properties: { RetentionInDays: 30 },
  });
});
