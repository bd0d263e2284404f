import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planTrigger } from '../../src/add/trigger/plan-trigger.ts';
import { targetFinder } from '../../src/cli/generate/add/trigger-finder.ts';
import { AppError } from '../../src/core/errors.ts';
import type { OptionValues } from '../../src/core/options.ts';
import { after, type Host, hostOf, kitOf, read } from './extend.ts';
import { temporaryFolder } from './folders.ts';

const HEAD = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
`;

const indented = (text: string) => text.trim().replace(/^/gm, '  ');

/** A template with these resources, written from the left margin on, and with other sections. */
export const samHost = (resources: string, sections = ''): Host =>
  hostOf('sam', {
    'template.yaml': `${HEAD}${sections.trim()}\nResources:\n${indented(resources)}\n`,
    'package.json': '{"type": "module"}',
    'src/app.ts': 'export const handler = async () => {};\n',
  });

/** A function of SAM with more properties, each a line. */
export const fn = (id: string, ...properties: readonly string[]) => `${id}:
  Type: AWS::Serverless::Function
  Properties:
    CodeUri: src/
    Handler: app.handler
    Runtime: nodejs22.x
${properties.join('\n').replace(/^(?=.)/gm, '    ')}
`;

const IMPORTS = `import * as cdk from 'aws-cdk-lib';
import * as apigw from 'aws-cdk-lib/aws-apigateway';
import * as apigwv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as authorizers from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
`;

/** A stack with these statements. */
export const cdkHost = (statements: string): Host =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{}',
    'bin/app.ts':
      "import { App } from 'aws-cdk-lib';\nimport { AppStack } from '../lib/app-stack';\n\nnew AppStack(new App(), 'App');\n",
    'lib/app-stack.ts': `${IMPORTS}
export class AppStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
${statements.trim().replace(/^/gm, '    ')}
  }
}
`,
    'src/worker.ts': 'export const handler = async (event: unknown) => event;\n',
  });

/** A function of the CDK, in a variable of its id in lower case, with more properties. */
export const cdkFn = (id: string, more = '') =>
  `const ${id.toLowerCase()} = new NodejsFunction(this, '${id}', { entry: 'src/worker.ts'${more && `, ${more}`} });\n`;

/** What came of an addition: the template, or the refusal. */
export interface Outcome {
  readonly text: string;
  readonly warnings: readonly string[];
  readonly refusal?: AppError;
}

const finders = { sam: await targetFinder('sam'), cdk: await targetFinder('cdk') };

export function asked(
  host: Host,
  name: string,
  type: string,
  options: OptionValues = {},
  fix = false,
): Outcome {
  const context = kitOf(host);
  const request = { fn: name, type, options, fix };
  const file = host.form === 'sam' ? 'template.yaml' : 'lib/app-stack.ts';
  try {
    const plan = planTrigger(context, finders[host.form](context.disk, request), request);
    return { text: read(after(host, plan), file), warnings: plan.warnings ?? [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { text: read(host, file), warnings: [], refusal: error };
  }
}

/** Whether the judge is on this machine: cfn-lint, a program of Python. */
export const hasLint = spawnSync('cfn-lint', ['--version']).status === 0;

/** What cfn-lint says of templates that concerns references, conditions and rules of services. */
export function lint(templates: readonly string[]): string {
  const folder = temporaryFolder();
  const paths = templates.map((_, n) => join(folder, `${n}.yaml`));
  for (const [n, path] of paths.entries()) writeFileSync(path, templates[n]!);
  // Parameters and conditions that a test has for others; what SAM writes into an API under a condition (W1028)
  const args = ['-i', 'W3002', 'W3005', 'W2001', 'W3045', 'W8001', 'W1028', 'I', '-t', ...paths];
  const { stdout, stderr } = spawnSync('cfn-lint', args, { encoding: 'utf8' });
  return `${stdout}${stderr}`.trim();
}
