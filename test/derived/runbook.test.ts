import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createPorts } from '../../src/cli/ports.ts';
import { kindOfPattern } from '../../src/core/additions.ts';
import { planCreate } from '../../src/core/fold/pipeline.ts';
import { IACS, sampleProject } from '../../src/core/project.ts';
import { committed, type Files, memoryDisk } from '../../src/core/tree/memory.ts';
import { variants } from '../laws/laws.ts';

const ports = await createPorts();
const patterns = [...ports.registry.patterns.values()].filter(
  ({ id }) => kindOfPattern(id) !== 'option',
);

/** What the runbook says of a service, and what has it: a template, or the code of the CDK. */
const SERVICES: Readonly<Record<string, readonly [said: RegExp, had: RegExp]>> = {
  tables: [/^aws dynamodb /m, /AWS::DynamoDB::GlobalTable|\/aws-dynamodb'/],
  'user pools': [/^aws cognito-idp /m, /AWS::Cognito::UserPool\b|\/aws-cognito'/],
  buckets: [/^aws s3api /m, /AWS::S3::Bucket\b|\/aws-s3'/],
  'HTTP APIs': [/\/aws\/vendedlogs\/apis\//, /AWS::Serverless::HttpApi|\/aws-apigatewayv2'/],
};

const infrastructure = (files: Files) =>
  [...files]
    .filter(([path]) => /^(infra\/|template\..*yaml$)/.test(path))
    .map(([, text]) => text)
    .join('\n');

describe.each(IACS)('%s: the runbook speaks of what the project has', (iac) => {
  it.each(patterns)('$id', (pattern) => {
    for (const options of variants(pattern)) {
      const request = {
        project: sampleProject(iac),
        instances: [{ pattern: pattern.id, options }],
      };
      const files = committed(new Map(), planCreate(request, memoryDisk(new Map()), ports));
      const runbook = files.get('docs/operations.md')!;
      for (const [service, [said, had]] of Object.entries(SERVICES)) {
        const where = `${service}: ${JSON.stringify(options)}`;
        expect(said.test(runbook), where).toBe(had.test(infrastructure(files)));
      }
      // Once, for all commands that take a name
      expect(runbook.match(/list-stack-resources --stack-name/g)).toHaveLength(1);
    }
  });
});

interface Resource {
  readonly Type: string;
  readonly Properties: object;
}

it.each(['zip', 'image'] as const)(
  'sam, %s: a remedy comes beside what functions have',
  (packageType) => {
    const project = { ...sampleProject('sam'), packageType };
    const instances = [{ pattern: 'scheduled-task' }, { pattern: 'deploy' }];
    const files = committed(
      new Map(),
      planCreate({ project, instances }, memoryDisk(new Map()), ports),
    );
    const beside = /beside its `(\w+)` in (?:`template\.yaml`|the template)/gi;
    const named = Array.from(
      files.get('docs/operations.md')!.matchAll(beside),
      ([, name]) => name!,
    );
    expect(named).toHaveLength(2);
    const { Resources } = parse(files.get('template.yaml')!, { logLevel: 'silent' });
    const functions = Object.values<Resource>(Resources).filter(
      ({ Type }) => Type === 'AWS::Serverless::Function',
    );
    expect(functions).not.toEqual([]);
    for (const { Properties } of functions)
      for (const name of named) expect(Properties).toHaveProperty(name);
  },
);
