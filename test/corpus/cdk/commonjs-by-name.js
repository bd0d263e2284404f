const { Stack, Duration } = require('aws-cdk-lib')
const { Function, Runtime, Code } = require('aws-cdk-lib/aws-lambda')

class Host extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props)

    this.fn = new Function(this, 'Fn', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromAsset('lambda'),
      timeout: Duration.seconds(3)
    })
  }
}

module.exports = { Host }
