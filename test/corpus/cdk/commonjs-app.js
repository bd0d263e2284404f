#!/usr/bin/env node
'use strict';
const cdk = require('aws-cdk-lib');
const { aws_lambda: lambda } = cdk;
const { Function: Fn } = require('aws-cdk-lib/aws-lambda');

const app = new cdk.App();
const stack = new cdk.Stack(app, 'Host');
const fn = new Fn(stack, 'Fn', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromAsset('lambda'),
});
module.exports = { app, fn };
