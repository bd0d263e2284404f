import { CfnOutput, Duration } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ingest } from './__name-kebab__-ingest.ts';
import { TopicAlarm } from './constructs/alarms.ts';
import { PrivateBucket } from './constructs/bucket.ts';
import { LambdaFunction } from './constructs/function.ts';

export class __Name__ extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const input = new PrivateBucket(this, 'Input');
    const output = new PrivateBucket(this, 'Output');
    const notices = new Topic(this, 'Notices', { enforceSSL: true });

    const fn = new LambdaFunction(this, 'Process', {
      entry: 'src/__name-kebab__/process.ts',
      memorySize: 1024,
      timeout: Duration.seconds(60),
      environment: {
        OUTPUT_BUCKET: output.bucketName,
        PREFIX: 'uploads/',
        TOPIC_ARN: notices.topicArn,
      },
    });
    input.allow(fn, ['s3:GetObjectVersion'], 'uploads/*');
    // Without it, S3 answers 403 rather than 404 when an upload is gone
    input.allow(fn, ['s3:ListBucket']);
    output.allow(fn, ['s3:PutObject'], 'processed/*');
    fn.allow(['sns:Publish'], notices.topicArn);

    ingest(this, input, fn);
    const errors = fn.metricErrors();
    new TopicAlarm(this, 'ErrorsAlarm', errors, {
      section: '__name-kebab__-errors',
      lasting: true,
    });

    new CfnOutput(this, 'InputName', { value: input.bucketName });
    new CfnOutput(this, 'OutputName', { value: output.bucketName });
    new CfnOutput(this, 'NoticesArn', { value: notices.topicArn });
  }
}
