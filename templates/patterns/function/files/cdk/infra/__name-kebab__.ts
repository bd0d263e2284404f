import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ErrorsAlarm } from './constructs/alarms.ts';
import { LambdaFunction } from './constructs/function.ts';

export class __Name__ extends Construct {
  readonly run: LambdaFunction;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.run = new LambdaFunction(this, 'Run', {
      description: '__description__',
      entry: 'src/__name-kebab__/run.ts',
      memorySize: 512,
      timeout: Duration.seconds(10),
    });
    new ErrorsAlarm(this, 'ErrorsAlarm', [this.run]);
  }
}
