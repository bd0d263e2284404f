import { Stack, aws_lambda, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export class Host extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const fn = new aws_lambda.Function(this, 'Fn', {
      runtime: aws_lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: aws_lambda.Code.fromInline(`
exports.handler = async () => {
	return 1;
};
`),
    });
  }
}
