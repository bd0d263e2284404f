import { Aspects, Aws, Stack, Validations } from 'aws-cdk-lib';
import { Alarm, type CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnDeploymentGroup, LambdaApplication } from 'aws-cdk-lib/aws-codedeploy';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnAlias } from 'aws-cdk-lib/aws-lambda';
import { Construct, type IConstruct } from 'constructs';
import { LambdaFunction } from './constructs/function.ts';
import { stageOf } from './stage.ts';

/** A new version takes over from the live one bit by bit, except in dev, unless an alarm of its pattern goes off. */
export class Deploy extends Construct {
  private application?: LambdaApplication;
  private readonly role = new Role(this, 'Role', {
    assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
    inlinePolicies: { Deploy: deploying() },
  });

  constructor(scope: Construct, id: string) {
    super(scope, id);
    Validations.of(this.role).acknowledge(
      {
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason:
          'As in the policy of AWS, AWSCodeDeployRoleForLambda: DescribeAlarms on all alarms.',
      },
      {
        id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:function:<AWS::StackName>-*]',
        reason: 'The functions of the stack, also those that come later.',
      },
    );
    Aspects.of(Stack.of(this)).add({
      visit: (node) => {
        if (node instanceof LambdaFunction) this.shift(node);
      },
    });
  }

  private shift(fn: LambdaFunction): void {
    const alarms = guards(fn);
    if (alarms.length === 0) return;
    this.application ??= new LambdaApplication(Stack.of(this), 'ServerlessDeploymentApplication');
    const { applicationName } = this.application;
    const config = stageOf(fn).isLikeProd ? '__config__' : 'AllAtOnce';
    const group = new CfnDeploymentGroup(fn, 'DeploymentGroup', {
      applicationName,
      serviceRoleArn: this.role.roleArn,
      deploymentConfigName: `CodeDeployDefault.Lambda${config}`,
      deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
      alarmConfiguration: {
        enabled: true,
        alarms: alarms.map((alarm) => ({ name: named(alarm) })),
      },
      autoRollbackConfiguration: {
        enabled: true,
        events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
      },
    });
    const alias = fn.node.findChild('Aliaslive').node.defaultChild as CfnAlias;
    alias.cfnOptions.updatePolicy = {
      codeDeployLambdaAliasUpdate: {
        applicationName,
        deploymentGroupName: group.ref,
      },
    };
  }
}

/** By name: the alarm of a state machine refers to what invokes the alias, which would refer back to the alarm. */
function named(alarm: Alarm): string {
  const name = `${Aws.STACK_NAME}-${alarm.node.path.split('/').slice(1).join('')}`;
  (alarm.node.defaultChild as CfnAlarm).alarmName = name;
  return name;
}

/** The alarms of a function's pattern on errors and on slow answers; a full dead-letter queue may be an old one. */
function guards(fn: LambdaFunction): Alarm[] {
  const isInStack = (node: IConstruct) => node.node.scope === Stack.of(fn);
  const pattern = fn.node.scopes.find(isInStack);
  const all = pattern?.node.findAll() ?? [];
  return all
    .filter((node) => node instanceof Alarm)
    .filter(({ node }) => /^(Errors|Latency|SignUp)Alarm$/.test(node.id));
}

/** What CodeDeploy does with a function's alias. */
const deploying = () =>
  new PolicyDocument({
    statements: [
      new PolicyStatement({
        actions: [
          'lambda:GetAlias',
          'lambda:GetProvisionedConcurrencyConfig',
          'lambda:UpdateAlias',
        ],
        resources: [
          `arn:${Aws.PARTITION}:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:${Aws.STACK_NAME}-*`,
        ],
      }),
      new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }),
    ],
  });
