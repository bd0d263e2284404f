const { Stack, Duration } = require('aws-cdk-lib')
const { Function, Runtime, Code } = require('aws-cdk-lib/aws-lambda')
const { SqsEventSource } = require('aws-cdk-lib/aws-lambda-event-sources')
const { Queue, QueueEncryption } = require('aws-cdk-lib/aws-sqs')

class Host extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props)

    this.fn = new Function(this, 'Fn', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromAsset('lambda'),
      timeout: Duration.seconds(3)
    })

    // What fails three times comes here.
    const resizeDeadLetters = new Queue(this, 'ResizeDeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14)
    })
    const resizeQueue = new Queue(this, 'ResizeQueue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.minutes(3),
      deadLetterQueue: { queue: resizeDeadLetters, maxReceiveCount: 3 }
    })
    this.fn.addEventSource(
      new SqsEventSource(resizeQueue, { reportBatchItemFailures: true, batchSize: 10 })
    )
  }
}

module.exports = { Host }
