import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

const functions = ['__Function__'];

/** Strangers sign up: each of these functions runs ten times at once at most. */
export class __Instance__Limit extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    for (const name of functions) {
      const fn = scope.node.findChild('__Instance__').node.findChild(name);
      (fn.node.defaultChild as CfnFunction).reservedConcurrentExecutions = 10;
    }
  }
}
