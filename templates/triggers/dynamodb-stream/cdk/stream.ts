import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';

export function add() {
  return dynamodb.StreamViewType.NEW_AND_OLD_IMAGES;
}
