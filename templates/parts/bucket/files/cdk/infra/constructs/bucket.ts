import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Policy, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

interface Notifications {
  readonly lambdaConfigurations?: CfnBucket.LambdaConfigurationProperty[];
  readonly queueConfigurations?: CfnBucket.QueueConfigurationProperty[];
}

const kept = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

/** Outlives its stack, and so does the policy that protects it. */
class KeptBucket extends Bucket {
  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id, {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: kept,
      ...props,
    });
    this.policy?.applyRemovalPolicy(kept);
  }
}

/** The access logs of a stack's buckets, kept for 90 days. */
class AccessLogs extends KeptBucket {
  static of(scope: Construct): AccessLogs {
    const stack = Stack.of(scope);
    const bucket = stack.node.tryFindChild('AccessLogs') as AccessLogs | undefined;
    return bucket ?? new AccessLogs(stack);
  }

  private constructor(stack: Stack) {
    super(stack, 'AccessLogs', { lifecycleRules: [{ expiration: Duration.days(90) }] });
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.arnForObjects('*')],
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
      }),
    );
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It holds the access logs itself.',
    });
  }
}

/** Outlives its stack; keeps what is overwritten or deleted for 30 days. */
export class PrivateBucket extends KeptBucket {
  private readonly resource: CfnBucket;
  private asked: Notifications = {};

  constructor(scope: Construct, id: string, props?: BucketProps) {
    super(scope, id, {
      versioned: true,
      lifecycleRules: [
        {
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          noncurrentVersionExpiration: Duration.days(30),
        },
      ],
      ...props,
    });
    this.resource = this.node.defaultChild as CfnBucket;
    this.resource.loggingConfiguration = {
      destinationBucketName: AccessLogs.of(this).bucketName,
      logFilePrefix: `${this.node.path.split('/').slice(1).join('/')}/`,
    };
  }

  /**
   * Allows actions on the bucket, or on its objects with these keys. The function does not
   * wait for this policy: a bucket that invokes the function waits for it.
   */
  allow(fn: IFunction, actions: string[], keys?: string): void {
    const resource = keys === undefined ? this.bucketArn : this.arnForObjects(keys);
    const policy = new Policy(this, `${fn.node.id}${actions}`, {
      statements: [new PolicyStatement({ actions, resources: [resource] })],
    });
    fn.role?.attachInlinePolicy(policy);

    const id = Stack.of(this).getLogicalId(this.resource);
    Validations.of(policy).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${id}.Arn>/${keys}]`,
      reason: 'The keys of the objects are not known beforehand.',
    });
  }

  /** Of the bucket itself: `addEventNotification` would deploy a function that sets it. */
  notify({ lambdaConfigurations, queueConfigurations }: Notifications): void {
    const existing = this.asked;
    this.asked = {
      lambdaConfigurations: joined(existing.lambdaConfigurations, lambdaConfigurations),
      queueConfigurations: joined(existing.queueConfigurations, queueConfigurations),
    };
    this.resource.notificationConfiguration = this.asked;
  }
}

const joined = <T>(some?: T[], more?: T[]) => (some && more ? [...some, ...more] : (some ?? more));
