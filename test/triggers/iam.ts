/** Everything that each CDK module allows, and whom; a reference reads `Id.Attribute`. */
export const IAM: Readonly<Record<string, readonly string[]>> = {
  'cognito, existing': [
    'cognito-idp.amazonaws.com: lambda:InvokeFunction on Resize.Arn from Standing.Arn',
  ],
  'cognito, new': [
    'cognito-idp.amazonaws.com: lambda:InvokeFunction on Resize.Arn from NamePool.Arn',
  ],
  'dynamodb-stream, existing': [
    'ResizeServiceRole: dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator on Standing.StreamArn',
    'ResizeServiceRole: dynamodb:ListStreams on Standing.StreamArn',
    'ResizeServiceRole: sqs:SendMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl on NameTableDeadLetters.Arn',
  ],
  'dynamodb-stream, new': [
    'ResizeServiceRole: dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator on NameTable.StreamArn',
    'ResizeServiceRole: dynamodb:ListStreams on NameTable.StreamArn',
    'ResizeServiceRole: sqs:SendMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl on NameTableDeadLetters.Arn',
  ],
  'eventbridge, existing': [
    'events.amazonaws.com: lambda:InvokeFunction on Resize.Arn from NameRule.Arn',
    'events.amazonaws.com: sqs:SendMessage on NameRuleDeadLetters.Arn if {"ArnEquals":{"aws:SourceArn":"NameRule.Arn"}}',
  ],
  'eventbridge, new': [
    'events.amazonaws.com: lambda:InvokeFunction on Resize.Arn from NameRule.Arn',
    'events.amazonaws.com: sqs:SendMessage on NameRuleDeadLetters.Arn if {"ArnEquals":{"aws:SourceArn":"NameRule.Arn"}}',
  ],
  'function-url, new': [],
  'http, existing': [
    'apigateway.amazonaws.com: lambda:InvokeFunction on Resize.Arn from arn:AWS::Partition:execute-api:AWS::Region:AWS::AccountId:Standing/*/*/',
  ],
  'http, rest': [
    'apigateway.amazonaws.com: lambda:InvokeFunction on Resize.Arn from arn:AWS::Partition:execute-api:AWS::Region:AWS::AccountId:Standing/StandingDeploymentStageprod/GET/',
  ],
  'http, new': [
    'apigateway.amazonaws.com: lambda:InvokeFunction on Resize.Arn from arn:AWS::Partition:execute-api:AWS::Region:AWS::AccountId:NameApi/*/*/',
  ],
  'kinesis, existing': [
    'ResizeServiceRole: kinesis:DescribeStreamSummary, kinesis:GetRecords, kinesis:GetShardIterator, kinesis:ListShards, kinesis:SubscribeToShard, kinesis:DescribeStream, kinesis:ListStreams, kinesis:DescribeStreamConsumer on Standing.Arn',
    'ResizeServiceRole: sqs:SendMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl on NameStreamDeadLetters.Arn',
  ],
  'kinesis, new': [
    'ResizeServiceRole: kinesis:DescribeStreamSummary, kinesis:GetRecords, kinesis:GetShardIterator, kinesis:ListShards, kinesis:SubscribeToShard, kinesis:DescribeStream, kinesis:ListStreams, kinesis:DescribeStreamConsumer on NameStream.Arn',
    'ResizeServiceRole: sqs:SendMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl on NameStreamDeadLetters.Arn',
  ],
  's3, existing': [
    'BucketNotificationsHandler050a0587b7544547bf325f094a3db834Role: s3:PutBucketNotification on Standing.Arn',
    'ResizeServiceRole: sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:GetQueueUrl, sqs:DeleteMessage, sqs:GetQueueAttributes on NameBucketQueue.Arn',
    's3.amazonaws.com: sqs:SendMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl on NameBucketQueue.Arn if {"ArnLike":{"aws:SourceArn":"Standing.Arn"}}',
  ],
  's3, new': [
    'BucketNotificationsHandler050a0587b7544547bf325f094a3db834Role: s3:PutBucketNotification on NameBucket.Arn',
    'ResizeServiceRole: sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:GetQueueUrl, sqs:DeleteMessage, sqs:GetQueueAttributes on NameBucketQueue.Arn',
    's3.amazonaws.com: sqs:SendMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl on NameBucketQueue.Arn if {"ArnLike":{"aws:SourceArn":"NameBucket.Arn"}}',
  ],
  'schedule, new': [
    'NameScheduleRole: lambda:InvokeFunction on Resize.Arn',
    'NameScheduleRole: sqs:SendMessage on NameScheduleDeadLetters.Arn',
  ],
  'sns, existing': [
    'ResizeServiceRole: sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:GetQueueUrl, sqs:DeleteMessage, sqs:GetQueueAttributes on NameTopicQueue.Arn',
    'sns.amazonaws.com: sqs:SendMessage on NameTopicQueue.Arn if {"ArnEquals":{"aws:SourceArn":"Standing"}}',
    'sns.amazonaws.com: sqs:SendMessage on NameTopicQueueDeadLetters.Arn if {"ArnEquals":{"aws:SourceArn":"Standing"}}',
  ],
  'sns, new': [
    'ResizeServiceRole: sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:GetQueueUrl, sqs:DeleteMessage, sqs:GetQueueAttributes on NameTopicQueue.Arn',
    'sns.amazonaws.com: sqs:SendMessage on NameTopicQueue.Arn if {"ArnEquals":{"aws:SourceArn":"NameTopic"}}',
    'sns.amazonaws.com: sqs:SendMessage on NameTopicQueueDeadLetters.Arn if {"ArnEquals":{"aws:SourceArn":"NameTopic"}}',
  ],
  'sqs, existing': [
    'ResizeServiceRole: sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:GetQueueUrl, sqs:DeleteMessage, sqs:GetQueueAttributes on Standing.Arn',
  ],
  'sqs, new': [
    'ResizeServiceRole: sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:GetQueueUrl, sqs:DeleteMessage, sqs:GetQueueAttributes on NameQueue.Arn',
  ],
};

/** The same of the fragments for functions of type AWS::Lambda::Function. */
export const IAM_OF_FRAGMENTS: Readonly<Record<string, readonly string[]>> = {
  'cognito, existing': [
    'cognito-idp.amazonaws.com: lambda:InvokeFunction on Resize.Arn from Standing.Arn',
  ],
  'cognito, new': [
    'cognito-idp.amazonaws.com: lambda:InvokeFunction on Resize.Arn from ResizePool.Arn',
  ],
  'dynamodb-stream, existing': [
    'ResizeRole: dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator, dynamodb:ListStreams on Standing.StreamArn',
    'ResizeRole: sqs:SendMessage on ResizeTableDeadLetters.Arn',
  ],
  'dynamodb-stream, new': [
    'ResizeRole: dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator, dynamodb:ListStreams on ResizeTable.StreamArn',
    'ResizeRole: sqs:SendMessage on ResizeTableDeadLetters.Arn',
  ],
  'eventbridge, existing': [
    'events.amazonaws.com: lambda:InvokeFunction on Resize.Arn from ResizeRule.Arn',
    'events.amazonaws.com: sqs:SendMessage on ResizeRuleDeadLetters.Arn if {"ArnEquals":{"aws:SourceArn":"ResizeRule.Arn"}}',
  ],
  'eventbridge, new': [
    'events.amazonaws.com: lambda:InvokeFunction on Resize.Arn from ResizeRule.Arn',
    'events.amazonaws.com: sqs:SendMessage on ResizeRuleDeadLetters.Arn if {"ArnEquals":{"aws:SourceArn":"ResizeRule.Arn"}}',
  ],
  'function-url, new': [],
  'http, existing': [
    'apigateway.amazonaws.com: lambda:InvokeFunction on Resize.Arn from arn:AWS::Partition:execute-api:AWS::Region:AWS::AccountId:Standing/*/GET/',
  ],
  'http, rest': [
    'apigateway.amazonaws.com: lambda:InvokeFunction on Resize.Arn from arn:AWS::Partition:execute-api:AWS::Region:AWS::AccountId:Standing/*/GET/',
  ],
  'http, new': [
    'apigateway.amazonaws.com: lambda:InvokeFunction on Resize.Arn from arn:AWS::Partition:execute-api:AWS::Region:AWS::AccountId:ResizeApi/*/GET/',
  ],
  'kinesis, existing': [
    'ResizeRole: kinesis:DescribeStream, kinesis:DescribeStreamSummary, kinesis:GetRecords, kinesis:GetShardIterator, kinesis:ListShards, kinesis:ListStreams on Standing.Arn',
    'ResizeRole: sqs:SendMessage on ResizeStreamDeadLetters.Arn',
  ],
  'kinesis, new': [
    'ResizeRole: kinesis:DescribeStream, kinesis:DescribeStreamSummary, kinesis:GetRecords, kinesis:GetShardIterator, kinesis:ListShards, kinesis:ListStreams on ResizeStream.Arn',
    'ResizeRole: sqs:SendMessage on ResizeStreamDeadLetters.Arn',
  ],
  's3, existing': [
    'ResizeRole: sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on ResizeBucketQueue.Arn',
    's3.amazonaws.com: sqs:SendMessage on ResizeBucketQueue.Arn if {"StringEquals":{"aws:SourceAccount":"AWS::AccountId"}}',
  ],
  's3, new': [
    'ResizeRole: sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on ResizeBucketQueue.Arn',
    's3.amazonaws.com: sqs:SendMessage on ResizeBucketQueue.Arn if {"StringEquals":{"aws:SourceAccount":"AWS::AccountId"}}',
  ],
  'schedule, new': [
    'ResizeScheduleRole: lambda:InvokeFunction on Resize.Arn',
    'ResizeScheduleRole: sqs:SendMessage on ResizeScheduleDeadLetters.Arn',
  ],
  'sns, existing': [
    'ResizeRole: sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on ResizeTopicQueue.Arn',
    'sns.amazonaws.com: sqs:SendMessage on ResizeTopicQueue.Arn if {"ArnEquals":{"aws:SourceArn":"Standing"}}',
    'sns.amazonaws.com: sqs:SendMessage on ResizeTopicQueueDeadLetters.Arn if {"ArnEquals":{"aws:SourceArn":"Standing"}}',
  ],
  'sns, new': [
    'ResizeRole: sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on ResizeTopicQueue.Arn',
    'sns.amazonaws.com: sqs:SendMessage on ResizeTopicQueue.Arn if {"ArnEquals":{"aws:SourceArn":"ResizeTopic"}}',
    'sns.amazonaws.com: sqs:SendMessage on ResizeTopicQueueDeadLetters.Arn if {"ArnEquals":{"aws:SourceArn":"ResizeTopic"}}',
  ],
  'sqs, existing': [
    'ResizeRole: sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on Standing.Arn',
  ],
  'sqs, new': [
    'ResizeRole: sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes on ResizeQueue.Arn',
  ],
};
