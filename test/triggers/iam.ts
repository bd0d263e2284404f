/** What each CDK module allows, and whom: by trigger and by what it makes or takes; a reference reads `Id.Attribute`. */
export const IAM: Readonly<Record<string, readonly string[]>> = {
  'sqs, new': [
    'ResizeServiceRole: sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:GetQueueUrl, sqs:DeleteMessage, sqs:GetQueueAttributes on NameQueue.Arn',
  ],
  'sqs, existing': [
    'ResizeServiceRole: sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:GetQueueUrl, sqs:DeleteMessage, sqs:GetQueueAttributes on Standing.Arn',
  ],
};
