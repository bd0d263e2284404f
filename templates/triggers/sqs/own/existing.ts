import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';
import { work } from './constructs/worker.ts';

export function add(_scope: Construct, __fn__: LambdaFunction, __resource__: IQueue) {
  work(__fn__, __resource__, { batchSize: 10, maxConcurrency: 10 });
}
