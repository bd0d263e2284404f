import { tsString } from '../../core/values/typescript.ts';
import type { CdkCompanions } from './cdk-companions.ts';
import type { FunctionRequest } from './request.ts';

/** What the request says of a function, by property. */
export const propsAsked = ({
  memory,
  timeout,
  description,
}: FunctionRequest): Record<string, string> => ({
  ...(description && { description: tsString(description) }),
  ...(memory && { memorySize: String(memory) }),
  ...(timeout && { timeout: `cdk.Duration.seconds(${timeout})` }),
});

const statements = (all: readonly string[]) =>
  all.map((each) => `${each.replace(/^(?=.)/gm, '  ')}\n`).join('');

/** A new function as a module of statements, with what is beside it. */
export const moduleText = (
  { id }: { readonly id: string },
  className: string,
  lines: readonly string[],
  { before = [], behind = [], variable = '' }: Partial<CdkCompanions> = {},
) => `import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as nodejs from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

export function add(scope: Construct) {
${statements(before)}  ${behind.length > 0 ? `const ${variable} = ` : ''}new ${className}(scope, '${id}', {
${lines.map((line) => line.replace(/^(?=.)/gm, '    ')).join('\n')}
  });
${statements(behind)}}
`;
