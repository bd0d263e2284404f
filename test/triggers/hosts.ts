/** Resources by type, as small as they are legal: each stands in a template for a trigger to take. */
export const STANDING: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': `
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: id
          KeyType: HASH
      Replicas:
        - Region: !Ref AWS::Region`,
  'AWS::Events::EventBus': `
    Properties:
      Name: standing`,
  'AWS::Kinesis::Stream': `
    Properties:
      StreamModeDetails:
        StreamMode: ON_DEMAND`,
  'AWS::SQS::Queue': `
    Properties:
      VisibilityTimeout: 180`,
  'AWS::Serverless::Api': `
    Properties:
      StageName: live`,
  'AWS::ApiGateway::RestApi': `
    Properties:
      Name: standing`,
  'AWS::ApiGatewayV2::Api': `
    Properties:
      Name: standing
      ProtocolType: HTTP`,
};

const standing = (type?: string) =>
  type ? `  Standing:\n    Type: ${type}${STANDING[type] ?? ''}\n` : '';

/** A template with one function `Resize`, by the function's type. */
export const HOSTS: Readonly<Record<'sam' | 'cloudformation', (type?: string) => string>> = {
  sam: (type) => `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  Resize:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      CodeUri: s3://code/resize.zip
      Timeout: 30
${standing(type)}`,
  cloudformation: (type) => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  ResizeRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
  Resize:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      Code:
        S3Bucket: code
        S3Key: resize.zip
      Timeout: 30
      Role: !GetAtt ResizeRole.Arn
${standing(type)}`,
};
