import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';

/** All that differs between the stages: staging is as prod, but nothing in it is protected. */
const stages = {
  dev: { isProtected: false, logRetention: RetentionDays.ONE_WEEK },
  staging: { isProtected: false, logRetention: RetentionDays.TWO_WEEKS },
  prod: { isProtected: true, logRetention: RetentionDays.ONE_MONTH },
};

const isStage = (name: string): name is keyof typeof stages => Object.keys(stages).includes(name);

/** The stage that the context names, as in `-c stage=prod`; without one, it is dev. */
export function stageOf({ node }: IConstruct) {
  const name: string = node.tryGetContext('stage') ?? 'dev';
  if (!isStage(name)) throw new Error(`There is no stage "${name}" in infra/stage.ts`);
  return { name, ...stages[name] };
}
