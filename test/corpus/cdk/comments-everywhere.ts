import * as cdk /* all */ from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs'; // the tree
// no more imports


export class Host extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    // before
    const /* a */ fn /* b */ = /* c */ new lambda.Function(this, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('lambda'),
    }) /* d */; // e
    // after

    /* more */ fn.addAlias('live'); /* of
    it */
    // the end
  }
}
