/** Everything that each CDK module allows, and whom; a reference reads `Id.Attribute`. */
export const IAM: Readonly<Record<string, readonly string[]>> = {
  'cognito, existing': [
    'cognito-idp.amazonaws.com: lambda:InvokeFunction on Resize.Arn from Standing.Arn',
  ],
  'dynamodb-stream, existing': [
    'ResizeServiceRole: dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator on Standing.StreamArn',
    'ResizeServiceRole: dynamodb:ListStreams on Standing.StreamArn',
    'ResizeServiceRole: sqs:SendMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl on NameDeadLetters.Arn',
  ],
  'dynamodb-stream, new': [
    'ResizeServiceRole: dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator on NameTable.StreamArn',
    'ResizeServiceRole: dynamodb:ListStreams on NameTable.StreamArn',
    'ResizeServiceRole: sqs:SendMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl on NameDeadLetters.Arn',
  ],
  'eventbridge, existing': [
    'events.amazonaws.com: lambda:InvokeFunction on Resize.Arn from NameRule.Arn',
    'events.amazonaws.com: sqs:SendMessage on NameDeadLetters.Arn if {"ArnEquals":{"aws:SourceArn":"NameRule.Arn"}}',
  ],
  'eventbridge, new': [
    'events.amazonaws.com: lambda:InvokeFunction on Resize.Arn from NameRule.Arn',
    'events.amazonaws.com: sqs:SendMessage on NameDeadLetters.Arn if {"ArnEquals":{"aws:SourceArn":"NameRule.Arn"}}',
  ],
  'function-url, new': [],
  'http, existing': [
    'apigateway.amazonaws.com: lambda:InvokeFunction on Resize.Arn from arn:AWS::Partition:execute-api:AWS::Region:AWS::AccountId:Standing/*/*/',
  ],
  'http, new': [
    'apigateway.amazonaws.com: lambda:InvokeFunction on Resize.Arn from arn:AWS::Partition:execute-api:AWS::Region:AWS::AccountId:NameApi/*/*/',
  ],
  'kinesis, existing': [
    'ResizeServiceRole: kinesis:DescribeStreamSummary, kinesis:GetRecords, kinesis:GetShardIterator, kinesis:ListShards, kinesis:SubscribeToShard, kinesis:DescribeStream, kinesis:ListStreams, kinesis:DescribeStreamConsumer on Standing.Arn',
    'ResizeServiceRole: sqs:SendMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl on NameDeadLetters.Arn',
  ],
  'kinesis, new': [
    'ResizeServiceRole: kinesis:DescribeStreamSummary, kinesis:GetRecords, kinesis:GetShardIterator, kinesis:ListShards, kinesis:SubscribeToShard, kinesis:DescribeStream, kinesis:ListStreams, kinesis:DescribeStreamConsumer on NameStream.Arn',
    'ResizeServiceRole: sqs:SendMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl on NameDeadLetters.Arn',
  ],
  's3, existing': [
    'BucketNotificationsHandler050a0587b7544547bf325f094a3db834Role: s3:PutBucketNotification on Standing.Arn',
    'ResizeServiceRole: sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:GetQueueUrl, sqs:DeleteMessage, sqs:GetQueueAttributes on NameQueue.Arn',
    's3.amazonaws.com: sqs:SendMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl on NameQueue.Arn if {"ArnLike":{"aws:SourceArn":"Standing.Arn"}}',
  ],
  's3, new': [
    'BucketNotificationsHandler050a0587b7544547bf325f094a3db834Role: s3:PutBucketNotification on NameBucket.Arn',
    'ResizeServiceRole: sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:GetQueueUrl, sqs:DeleteMessage, sqs:GetQueueAttributes on NameQueue.Arn',
    's3.amazonaws.com: sqs:SendMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl on NameQueue.Arn if {"ArnLike":{"aws:SourceArn":"NameBucket.Arn"}}',
  ],
  'schedule, new': [
    'NameScheduleRole: lambda:InvokeFunction on Resize.Arn',
    'NameScheduleRole: sqs:SendMessage on NameDeadLetters.Arn',
  ],
  'sns, existing': [
    'ResizeServiceRole: sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:GetQueueUrl, sqs:DeleteMessage, sqs:GetQueueAttributes on NameQueue.Arn',
    'sns.amazonaws.com: sqs:SendMessage on NameDeadLetters.Arn if {"ArnEquals":{"aws:SourceArn":"Standing"}}',
    'sns.amazonaws.com: sqs:SendMessage on NameQueue.Arn if {"ArnEquals":{"aws:SourceArn":"Standing"}}',
  ],
  'sns, new': [
    'ResizeServiceRole: sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:GetQueueUrl, sqs:DeleteMessage, sqs:GetQueueAttributes on NameQueue.Arn',
    'sns.amazonaws.com: sqs:SendMessage on NameDeadLetters.Arn if {"ArnEquals":{"aws:SourceArn":"NameTopic"}}',
    'sns.amazonaws.com: sqs:SendMessage on NameQueue.Arn if {"ArnEquals":{"aws:SourceArn":"NameTopic"}}',
  ],
  'sqs, existing': [
    'ResizeServiceRole: sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:GetQueueUrl, sqs:DeleteMessage, sqs:GetQueueAttributes on Standing.Arn',
  ],
  'sqs, new': [
    'ResizeServiceRole: sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:GetQueueUrl, sqs:DeleteMessage, sqs:GetQueueAttributes on NameQueue.Arn',
  ],
};
