import * as cdk from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';
import { DeadLetterQueue } from './constructs/queue.ts';

export function add(scope: Construct, __fn__: LambdaFunction) {
  const __name__RuleDeadLetters = new DeadLetterQueue(scope, '__Name__RuleDeadLetters');
  const __name__Rule = new events.Rule(scope, '__Name__Rule', {
    eventPattern: {
      source: ['my.app'],
    },
  });
  __name__Rule.addTarget(
    new targets.LambdaFunction(__fn__.live, {
      deadLetterQueue: __name__RuleDeadLetters,
      retryAttempts: 3,
      maxEventAge: cdk.Duration.hours(1),
    }),
  );
}
