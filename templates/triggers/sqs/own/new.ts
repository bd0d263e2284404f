import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import { work } from './constructs/worker.ts';

export function add(scope: Construct, __fn__: LambdaFunction) {
  const __name__Queue = new WorkQueue(scope, '__Name__Queue', {
    timeout: __fn__.timeout,
  });
  work(__fn__, __name__Queue, { batchSize: 10, maxConcurrency: 10 });
}
