import { Aspects, Aws, Stack, Validations } from 'aws-cdk-lib';
import { Alarm, type CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnDeploymentGroup, LambdaApplication } from 'aws-cdk-lib/aws-codedeploy';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnAlias } from 'aws-cdk-lib/aws-lambda';
import { Construct, type IConstruct } from 'constructs';
import { LambdaFunction } from './constructs/function.ts';
import { stageOf } from './stage.ts';

/** A new version takes over from the live one bit by bit, except in dev, unless an alarm of its pattern goes off. */
export class Deploy extends Construct {
  private application?: LambdaApplication;
  private role?: Role;

  constructor(scope: Construct, id: string) {
    super(scope, id);
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
    this.role ??= serviceRole(Stack.of(this));
    const { applicationName } = this.application;
    const config = stageOf(fn).name === 'dev' ? 'AllAtOnce' : '__config__';
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

/** With the policy of AWS: a name of a function is cut where that of its stack is long, so no pattern of names fits. */
function serviceRole(stack: Stack): Role {
  const policy = 'service-role/AWSCodeDeployRoleForLambda';
  const role = new Role(stack, 'CodeDeployServiceRole', {
    assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName(policy)],
  });
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policy}]`,
    reason: 'AWS keeps it for CodeDeploy, which alone can take the role.',
  });
  return role;
}
