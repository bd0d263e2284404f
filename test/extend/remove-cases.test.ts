import { describe, expect, it } from 'vitest';
import { MARK } from '../support/edits.ts';
import { addTrigger, after, bytes, type Host, hostOf, removeTrigger } from '../support/extend.ts';

const head = 'Transform: AWS::Serverless-2016-10-31\nResources:\n';
const resize = `  ResizeFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: resize.handler
      Runtime: nodejs22.x`;

/** Templates from which a removal once took something of the user's. */
const TEMPLATES = {
  'a comment below, after a blank line': `${head}${resize}\n\n  # TODO(user): the bucket goes here\n`,
  'empty braces': `${head}${resize}\n      Events: {}\n`,
  'empty braces, and a comment behind them': `${head}${resize}\n      Events: {} # none yet\n`,
  'a section without a value': `${head}${resize}\n      Events:\n`,
  'blanks at the end of the last line': `${head}${resize}   \n`,
  'a comment for what is not there yet': `${head}${resize}
  A:
    Type: AWS::SNS::Topic
    # more of A
  # B: soon
`,
  'comments in front of everything': `# one\n${head}  # two\n${resize.replaceAll('\n      ', '\n      # each\n      ')}\n# last\n`,
  'a value that keeps its blank lines': `${head}${resize}
Outputs:
  Note:
    Value: |+
      kept


`,
  'no line break at its end': head + resize,
  'tabs behind values': `${head}${resize.replaceAll('src/', 'src/\t')}\t\n`,
  'blank lines at its end': `${head}${resize}\n\n\n`,
};

const imported = (cdk: string, lambda: string) =>
  `${cdk}\n${lambda}\nimport { Construct } from 'constructs';\n`;

const fn = (of: string) => `const fn = new ${of}Function(this, 'Fn', {
      runtime: ${of}Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: ${of}Code.fromAsset('lambda'),
    });`;

const stack = (imports: string, of: string, inside: string) => `${imports}
export class Host extends ${of}Stack {
  constructor(scope: Construct, id: string, props?: ${of}StackProps) {
    super(scope, id, props);
    ${inside}
  }
}
`;

const LAMBDA = "import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';";

/** Stacks in which a removal once left an import broken, or written otherwise. */
const STACKS = {
  'an import under another name': stack(
    imported("import { Duration as Time, Stack, type StackProps } from 'aws-cdk-lib';", LAMBDA),
    '',
    `Time.days(1);\n    ${fn('')}`,
  ),
  'an import as wide as the line': stack(
    imported(
      "import { App, CfnOutput, CfnParameter, RemovalPolicy, Stack, StackProps, Tags as TagsOf } from 'aws-cdk-lib';",
      LAMBDA,
    ),
    '',
    `void [App, CfnOutput, CfnParameter, RemovalPolicy, TagsOf];\n    ${fn('')}`,
  ),
  'imports of the whole library, a line each': stack(
    `import {
  aws_iam as iam,
  aws_lambda_nodejs as nodejs,
  Stack,
  StackProps,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
`,
    '',
    "void iam;\n    const fn = new nodejs.NodejsFunction(this, 'Fn', { entry: 'lambda/fn.ts' });",
  ),
  'no semicolons': stack(
    imported(
      "import * as cdk from 'aws-cdk-lib'",
      "import * as lambda from 'aws-cdk-lib/aws-lambda'",
    ),
    'cdk.',
    `// The code that defines your stack goes here\n\n    ${fn('lambda.')}\n\n    // example resource\n    // const queue = new sqs.Queue(this, 'CdkQueue')`,
  ).replaceAll(';\n', '\n'),
};

const TRIGGERS = ['sqs', 's3', 'http', 'function-url', 'schedule', 'kinesis', 'dynamodb-stream'];

const SEVERAL = ['kinesis', 'sqs', 'http', 'function-url'];

const sam = (text: string) => hostOf('sam', { 'template.yaml': text });
const cdk = (text: string) =>
  hostOf('cdk', { 'cdk.json': '{"app": "tsx bin/app.ts"}', 'lib/host.ts': text });

const windows = (text: string) => text.replaceAll('\n', '\r\n');

describe.each([
  ...Object.entries(TEMPLATES).map(([what, text]) => [
    `a template with ${what}`,
    sam,
    'resize',
    text,
  ]),
  ...Object.entries(STACKS).map(([what, text]) => [`a stack with ${what}`, cdk, 'Fn', text]),
] as unknown as (readonly [string, (text: string) => Host, string, string])[])(
  '%s',
  (_, hostWith, name, text) => {
    it.each(TRIGGERS)('is as it was when %s has come and gone', (type) => {
      const host = hostWith(text);
      const there = after(host, addTrigger(host, name, type));
      expect(bytes(there)).not.toEqual(bytes(host));
      const plan = removeTrigger(there, name, type);
      expect(plan.notices).toEqual([]);
      expect(bytes(after(there, plan))).toEqual(bytes(host));
    });

    it.each([
      ['', text],
      [', with the lines of Windows', windows(text)],
      [', behind a byte order mark', MARK + text],
    ])('is as it was when several have come, and gone in the same order%s', (_how, own) => {
      const host = hostWith(own);
      const add = (to: Host, type: string) => after(to, addTrigger(to, name, type));
      const remove = (from: Host, type: string) => after(from, removeTrigger(from, name, type));
      expect(bytes(SEVERAL.reduce(remove, SEVERAL.reduce(add, host)))).toEqual(bytes(host));
    });
  },
);
