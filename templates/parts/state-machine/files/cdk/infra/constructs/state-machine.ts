import { readFileSync } from 'node:fs';
import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import * as stepfunctions from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { stageOf } from '../stage.ts';

interface StateMachineProps {
  /** Path of the definition, in which `${Token}` stands for a substitution. */
  readonly definition: string;
  readonly substitutions: Record<string, string>;
  readonly type: stepfunctions.StateMachineType;
}

/** A state machine that may deliver its logs, and do nothing else until it is allowed to. */
export class StateMachine extends stepfunctions.StateMachine {
  constructor(scope: Construct, id: string, props: StateMachineProps) {
    const name = [...scope.node.path.split('/').slice(1), id].join('');
    const destination = new LogGroup(scope, `${id}Logs`, {
      // Other names count against the size of the account's policy for log delivery
      logGroupName: `/aws/vendedlogs/states/${Stack.of(scope).stackName}-${name}`,
      retention: stageOf(scope).logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      stateMachineType: props.type,
      definitionBody: stepfunctions.DefinitionBody.fromString(
        readFileSync(props.definition, 'utf8'),
      ),
      definitionSubstitutions: props.substitutions,
      logs: { destination, level: stepfunctions.LogLevel.ALL, includeExecutionData: false },
    });
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Log delivery has no resources to name.',
    });
    for (const id of ['AwsSolutions-SF2', 'Serverless-StepFunctionStateMachineXray']) {
      Validations.of(this).acknowledge({
        id,
        reason: 'Its logs hold every step; traces cost more.',
      });
    }
  }

  allow(actions: string[], resource: string): void {
    this.addToRolePolicy(new PolicyStatement({ actions, resources: [resource] }));
  }
}
