import { RemovalPolicy } from 'aws-cdk-lib';
import { TableEncryptionV2, type TablePropsV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { stageOf } from '../stage.ts';

/** An on-demand table that outlives its stack, and is protected where the stage is. */
export class Table extends TableV2 {
  constructor(scope: Construct, id: string, props: TablePropsV2) {
    super(scope, id, {
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stageOf(scope).isProtected,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      ...props,
    });
  }
}
