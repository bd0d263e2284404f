import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export function add(_scope: Construct, __fn__: lambda.Function, __resource__: s3.Bucket) {
  __fn__.addEventSource(
    new sources.S3EventSource(__resource__, { events: [s3.EventType.OBJECT_CREATED] }),
  );
}
