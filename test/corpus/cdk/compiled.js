"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const cdk = require('aws-cdk-lib');
const lambda = require('aws-cdk-lib/aws-lambda');

class Host extends cdk.Stack {
  /**
   * @param {cdk.App} scope
   * @param {string} id
   */
  constructor(scope, id, props) {
    super(scope, id, props);

    const fn = new lambda.Function(this, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('lambda')
    });
  }
}

module.exports = { Host };
