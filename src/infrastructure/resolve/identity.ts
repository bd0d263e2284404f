import { type ModelMap, mapOf } from '../../editors/sam/model.ts';

/** Where a stack is resolved: the account, the region, and the addresses of what runs locally. */
export interface Surroundings {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  queueUrl(name: string): string;
  /** Address of an API, or of a function's URL, by its logical id; without a slash behind it. */
  endpoint(id: string): string;
}

/** What `Ref` and `Fn::GetAtt` give of a resource. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Identify = (id: string, properties: ModelMap, around: Surroundings) => Identity;

const arn = (service: string, around: Surroundings, resource: string) =>
  `arn:aws:${service}:${around.region}:${around.account}:${resource}`;

/** The name that a property gives, else one of the stack and the logical id, as CloudFormation makes one. */
const named = (property: string) => (id: string, properties: ModelMap, around: Surroundings) =>
  typeof properties[property] === 'string' ? properties[property] : `${around.stackName}-${id}`;

const withName =
  (property: string, identify: (name: string, around: Surroundings, id: string) => Identity) =>
  (id: string, properties: ModelMap, around: Surroundings) =>
    identify(named(property)(id, properties, around), around, id);

const queue: Identify = (id, properties, around) => {
  const name = named('QueueName')(id, properties, around);
  const isFifo = String(properties.FifoQueue) === 'true' && !name.endsWith('.fifo');
  const full = isFifo ? `${name}.fifo` : name;
  const url = around.queueUrl(full);
  return {
    ref: url,
    attributes: { Arn: arn('sqs', around, full), QueueName: full, QueueUrl: url },
  };
};

const topic: Identify = (id, properties, around) => {
  const name = named('TopicName')(id, properties, around);
  const isFifo = String(properties.FifoTopic) === 'true' && !name.endsWith('.fifo');
  const full = isFifo ? `${name}.fifo` : name;
  const ref = arn('sns', around, full);
  return { ref, attributes: { TopicArn: ref, TopicName: full } };
};

/** Bucket names are lower-case, 63 characters at most. */
const bucketName = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]/g, '-')
    .slice(0, 63);

const bucket: Identify = (id, properties, around) => {
  const name = bucketName(named('BucketName')(id, properties, around));
  const domain = `${name}.s3.amazonaws.com`;
  const attributes = {
    Arn: `arn:aws:s3:::${name}`,
    DomainName: domain,
    RegionalDomainName: `${name}.s3.${around.region}.amazonaws.com`,
  };
  return { ref: name, attributes };
};

const table = withName('TableName', (name, around) => {
  const own = arn('dynamodb', around, `table/${name}`);
  return {
    ref: name,
    attributes: { Arn: own, StreamArn: `${own}/stream/2024-01-01T00:00:00.000` },
  };
});

const fn = withName('FunctionName', (name, around) => ({
  ref: name,
  attributes: { Arn: arn('lambda', around, `function:${name}`) },
}));

const httpApi: Identify = (id, _, around) => ({
  ref: id.toLowerCase(),
  attributes: { ApiEndpoint: around.endpoint(id), ApiId: id.toLowerCase() },
});

const restApi: Identify = (id) => ({
  ref: id.toLowerCase(),
  attributes: { RootResourceId: `${id.toLowerCase()}-root`, RestApiId: id.toLowerCase() },
});

const pool: Identify = (id, _, around) => {
  const ref = `${around.region}_${id}`;
  const host = `cognito-idp.${around.region}.amazonaws.com/${ref}`;
  const attributes = {
    Arn: arn('cognito-idp', around, `userpool/${ref}`),
    ProviderName: host,
    ProviderURL: `https://${host}`,
    UserPoolId: ref,
  };
  return { ref, attributes };
};

const machine = withName('StateMachineName', (name, around) => {
  const ref = arn('states', around, `stateMachine:${name}`);
  return { ref, attributes: { Arn: ref, Name: name } };
});

const url: Identify = (id, properties, around) => ({
  ref: String(properties.TargetFunctionArn ?? id),
  attributes: {
    FunctionUrl: `${around.endpoint(id)}/`,
    FunctionArn: String(properties.TargetFunctionArn ?? ''),
  },
});

const secret = withName('Name', (name, around) => {
  const ref = arn('secretsmanager', around, `secret:${name}-local0`);
  return { ref, attributes: { Id: ref, Arn: ref } };
});

const cluster: Identify = (id, properties, around) => {
  const name = named('DBClusterIdentifier')(id, properties, around);
  const own = arn('rds', around, `cluster:${name}`);
  const attributes = {
    DBClusterArn: own,
    DBClusterResourceId: `cluster-${name}`,
    'Endpoint.Address': `${name}.cluster-local0.${around.region}.rds.amazonaws.com`,
    'Endpoint.Port': String(properties.Port ?? 5432),
    'MasterUserSecret.SecretArn': arn('secretsmanager', around, `secret:rds!${name}-local0`),
  };
  return { ref: name, attributes };
};

/** Resources that are known by a name and an ARN alone. */
const simple = (service: string, property: string, path: (name: string) => string) =>
  withName(property, (name, around) => ({
    ref: name,
    attributes: { Arn: arn(service, around, path(name)), Name: name },
  }));

const role = withName('RoleName', (name, around) => ({
  ref: name,
  attributes: { Arn: `arn:aws:iam::${around.account}:role/${name}`, RoleId: `AROA${name}` },
}));

const key: Identify = (id, _, around) => ({
  ref: id.toLowerCase(),
  attributes: { Arn: arn('kms', around, `key/${id.toLowerCase()}`), KeyId: id.toLowerCase() },
});

/** The function that a version or an alias is of: locally there is one code of each. */
const qualified: Identify = (_, properties) => {
  const ref = String(properties.FunctionName ?? '');
  return { ref, attributes: { FunctionArn: ref, AliasArn: ref, Version: '1' } };
};

const IDENTITIES: Readonly<Record<string, Identify>> = {
  'AWS::SQS::Queue': queue,
  'AWS::SNS::Topic': topic,
  'AWS::S3::Bucket': bucket,
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Serverless::SimpleTable': table,
  'AWS::Lambda::Function': fn,
  'AWS::Serverless::Function': fn,
  'AWS::Lambda::Version': qualified,
  'AWS::Lambda::Alias': qualified,
  'AWS::Lambda::Url': url,
  'AWS::Serverless::HttpApi': httpApi,
  'AWS::ApiGatewayV2::Api': httpApi,
  'AWS::Serverless::Api': restApi,
  'AWS::ApiGateway::RestApi': restApi,
  'AWS::Cognito::UserPool': pool,
  'AWS::StepFunctions::StateMachine': machine,
  'AWS::Serverless::StateMachine': machine,
  'AWS::SecretsManager::Secret': secret,
  'AWS::RDS::DBCluster': cluster,
  'AWS::SSM::Parameter': simple('ssm', 'Name', (name) => `parameter/${name.replace(/^\//, '')}`),
  'AWS::Events::EventBus': simple('events', 'Name', (name) => `event-bus/${name}`),
  'AWS::Events::Rule': simple('events', 'Name', (name) => `rule/${name}`),
  'AWS::Scheduler::Schedule': simple('scheduler', 'Name', (name) => `schedule/default/${name}`),
  'AWS::Scheduler::ScheduleGroup': simple('scheduler', 'Name', (name) => `schedule-group/${name}`),
  'AWS::Kinesis::Stream': simple('kinesis', 'Name', (name) => `stream/${name}`),
  'AWS::Logs::LogGroup': simple('logs', 'LogGroupName', (name) => `log-group:${name}:*`),
  'AWS::IAM::Role': role,
  'AWS::KMS::Key': key,
};

/** Types whose `Ref` is a name, and whose attributes nothing local needs. */
const unnamed: Identify = (id, properties, around) => {
  const name = Object.entries(properties).find(
    ([property, value]) => /^(Name|\w+Name)$/.test(property) && typeof value === 'string',
  );
  return { ref: name ? String(name[1]) : `${around.stackName}-${id}`, attributes: {} };
};

/** What `Ref` and `Fn::GetAtt` give of a resource, by its type. */
export const identityOf = (
  type: string,
  id: string,
  properties: ModelMap,
  around: Surroundings,
): Identity => (IDENTITIES[type] ?? unnamed)(id, mapOf(properties), around);
