import { describe, expect, it } from 'vitest';
import { IACS, type Iac } from '../../src/core/project.ts';
import { addTrigger, type Host, hostOf } from '../support/extend.ts';

const HOSTS: Readonly<Record<Iac, Host>> = {
  sam: hostOf('sam', {
    'template.yaml': `Resources:
  Send:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      CodeUri: src/
`,
    'src/app.py': 'def handler(event, context):\n    return None\n',
  }),
  cdk: hostOf('cdk', {
    'package.json': '{"dependencies": {"aws-cdk-lib": "^2.260.0"}}',
    'cdk.json': '{"app": "npx tsx bin/app.ts"}',
    'lib/app-stack.ts': `import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';

export class AppStack extends Stack {
  constructor() {
    super();
    new Function(this, 'Send', {
      runtime: Runtime.PYTHON_3_13,
      handler: 'app.handler',
      code: Code.fromAsset('src'),
    });
  }
}
`,
    'src/app.py': 'def handler(event, context):\n    return None\n',
  }),
};

describe.each(IACS)('of a function in Python (%s)', (form) => {
  const stepsOf = (type: string, options = {}) =>
    addTrigger(HOSTS[form], 'Send', type, options).nextSteps;

  it.each([
    ['sqs', 'messageId'],
    ['sns', 'messageId'],
    ['kinesis', 'sequenceNumber'],
  ])('what comes next after %s names the samples, and how to report what failed', (type, id) => {
    expect(stepsOf(type)).toContain(
      `handle the event in the function's code: events/send/ has samples; return {"batchItemFailures": [{"itemIdentifier": <${id}>}]} for the records that failed`,
    );
  });

  it('names the samples alone where nothing is reported', () => {
    expect(stepsOf('schedule')).toContain(
      "handle the event in the function's code: events/send/ has samples",
    );
  });
});
