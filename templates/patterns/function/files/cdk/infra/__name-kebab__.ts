import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { TopicAlarm } from './constructs/alarms.ts';
import { LambdaFunction } from './constructs/function.ts';

export class __Name__ extends LambdaFunction {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: '__description__',
      entry: 'src/__name-kebab__/__name-kebab__.ts',
      memorySize: 512,
      timeout: Duration.seconds(10),
    });
    new TopicAlarm(this, 'ErrorsAlarm', this.metricErrors());
  }
}
