import { Aspects, Aws } from 'aws-cdk-lib';
import { LayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { LambdaFunction } from './constructs/function.ts';

const ARN = `arn:aws:lambda:${Aws.REGION}:094274105915:layer:AWSLambdaPowertoolsTypeScriptV2:50`;

/** Gives the functions of a stack, which are made behind it, Powertools; their bundles leave it out. */
export class Layer {
  constructor(stack: Construct, id: string) {
    stack.node.setContext('externalModules', ['@aws-lambda-powertools/*']);

    const layer = LayerVersion.fromLayerVersionArn(stack, id, ARN);
    Aspects.of(stack).add({
      visit(node) {
        if (node instanceof LambdaFunction) node.addLayers(layer);
      },
    });
  }
}
