import { expect, test } from 'vitest';
import { load, ofType } from '../support/template.ts';

const template = await load();
const functions = ofType(template, 'AWS::Lambda::Function');

test.each(Object.keys(functions))('%s has the defaults of a function', (id) => {
  expect(functions[id]).toMatchObject({
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps' } },
    LoggingConfig: {
      ApplicationLogLevel: 'INFO',
      LogFormat: 'JSON',
      LogGroup: `${id}Logs`,
      SystemLogLevel: 'WARN',
    },
    RecursiveLoop: 'Terminate',
    TracingConfig: { Mode: 'Active' },
  });
  expect(template[`${id}Logs`]).toMatchObject({ Type: 'AWS::Logs::LogGroup' });
});

test.each(Object.entries(ofType(template, 'AWS::Logs::LogGroup')))(
  '%s keeps its events for 30 days',
  (_id, logGroup) => {
    expect(logGroup).toMatchObject({ RetentionInDays: 30 });
  },
);
