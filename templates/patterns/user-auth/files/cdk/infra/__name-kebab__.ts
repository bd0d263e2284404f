import { Aws, Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaVersion, Mfa, UserPoolOperation } from 'aws-cdk-lib/aws-cognito';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { TopicAlarm } from './constructs/alarms.ts';
import { sumOf } from './constructs/errors.ts';
import { LambdaFunction } from './constructs/function.ts';
import { Table } from './constructs/table.ts';
import { UserPool } from './constructs/user-pool.ts';

export class __Name__ extends Construct {
  readonly userPool: UserPool;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    const table = new Table(this, 'Table', {
      partitionKey: { name: 'userId', type: AttributeType.STRING },
    });
    const preSignUp = new LambdaFunction(this, 'PreSignUp', {
      entry: 'src/__name-kebab__/pre-sign-up.ts',
      timeout: Duration.seconds(5),
      environment: {
        ALLOWED_DOMAINS:
          // Separated by commas; * is every domain
          '__allowed-domains__',
      },
    });
    const postConfirmation = new LambdaFunction(this, 'PostConfirmation', {
      entry: 'src/__name-kebab__/post-confirmation.ts',
      timeout: Duration.seconds(5),
      environment: { TABLE_NAME: table.tableName },
    });
    postConfirmation.allow(['dynamodb:PutItem'], table.tableArn);
    const preTokenGeneration = new LambdaFunction(this, 'PreTokenGeneration', {
      entry: 'src/__name-kebab__/pre-token-generation.ts',
      timeout: Duration.seconds(5),
      environment: { TABLE_NAME: table.tableName },
    });
    preTokenGeneration.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], table.tableArn);

    this.userPool = new UserPool(this, 'UserPool', {
      selfSignUpEnabled: true,
      mfa: Mfa.OPTIONAL,
    });
    const { PRE_SIGN_UP, POST_CONFIRMATION, PRE_TOKEN_GENERATION_CONFIG } = UserPoolOperation;
    this.userPool.addTrigger(PRE_SIGN_UP, preSignUp);
    this.userPool.addTrigger(POST_CONFIRMATION, postConfirmation);
    this.userPool.addTrigger(PRE_TOKEN_GENERATION_CONFIG, preTokenGeneration, LambdaVersion.V2_0);
    this.userPool.addGroup('Group', { groupName: 'users' });

    // A policy of its own: the pool depends on the functions, so theirs must not name the pool
    const groupPolicy = new Policy(this, 'GroupPolicy', {
      statements: [
        new PolicyStatement({
          actions: ['cognito-idp:AdminAddUserToGroup'],
          resources: [this.userPool.userPoolArn],
        }),
      ],
    });
    for (const fn of [postConfirmation, preTokenGeneration]) {
      fn.role?.attachInlinePolicy(groupPolicy);
    }

    const countOf = (metricName: string) =>
      new Metric({
        namespace: Aws.STACK_NAME,
        metricName,
        dimensionsMap: { service: '__app-kebab__' },
        statistic: Stats.SUM,
      });
    const errors = sumOf([
      postConfirmation.metricErrors(),
      preTokenGeneration.metricErrors(),
      countOf('__Name__TokensWithoutClaims'),
    ]);
    new TopicAlarm(this, 'ErrorsAlarm', errors, {
      section: '__name-kebab__-errors',
      lasting: true,
    });
    const failures = new MathExpression({
      expression: 'errors - FILL(refused, 0)',
      label: 'Failures',
      usingMetrics: {
        errors: preSignUp.metricErrors(),
        refused: countOf('__Name__SignUpsRefused'),
      },
    });
    // To Lambda, a refusal is an error, too. Both metrics have it, perhaps not in the same period
    new TopicAlarm(this, 'SignUpAlarm', failures, {
      section: '__name-kebab__-nobody-can-sign-up',
      lasting: true,
    });
  }
}
