import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { vi } from 'vitest';
import cdk from '../../cdk.json' with { type: 'json' };

export interface Resource {
  Type: string;
  Properties: unknown;
}

export type Resources = Record<string, Resource>;

interface Policy {
  Roles: string[];
  PolicyDocument: { Statement: { Action: string | string[]; Resource: string | string[] }[] };
}

/** The app as `cdk synth` builds it with this context; cdk-nag throws on what is not acknowledged. */
export async function synth(context: Record<string, unknown>): Promise<CloudFormationStackArtifact> {
  vi.stubEnv('CDK_CONTEXT_JSON', JSON.stringify({ ...cdk.context, ...context }));
  vi.resetModules();
  const { app } = await import('../../infra/app.ts');
  const [stack] = app.synth().stacks;
  if (!stack) throw new Error('The app has no stack');
  return stack;
}
