import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';

export function makeStack(app: cdk.App, ...ids: string[]) {
    const stack = new cdk.Stack(app, 'Host', { tags: { ids: ids.join() } });
    new lambda.Function(stack, 'Fn', {
        runtime: lambda.Runtime.NODEJS_22_X,
        handler: 'index.handler',
        code: lambda.Code.fromAsset('lambda'),
    });
    return stack;
}
