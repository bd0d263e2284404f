import { App, Stack, aws_lambda as lambda } from 'aws-cdk-lib';

export const makeStack = (app: App) => {
  const stack = new Stack(app, 'Host');
  const fn = new lambda.Function(stack, 'Fn', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset('lambda'),
  });
  return { stack, fn };
};

makeStack(new App());
