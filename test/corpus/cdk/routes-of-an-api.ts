import { Stack } from 'aws-cdk-lib';
import { aws_apigateway as apigateway, aws_iam as iam, aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export class Host extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const fn = new lambda.Function(this, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('lambda'),
    });
    const bucket = new s3.Bucket(this, 'Bucket');

    const api = new apigateway.RestApi(this, 'Api');
    const integration = new apigateway.LambdaIntegration(fn);

    const items = api.root.addResource('items');
    items.addMethod('GET', integration);
    items.addMethod('POST', integration);
    items.addCorsPreflight({ allowOrigins: ['https://example.com'] });

    bucket.grantRead(new iam.ServicePrincipal('athena.amazonaws.com'));
  }
}
