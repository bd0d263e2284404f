import { type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import { DEFAULT_TIMEOUT } from '../../graph.ts';
import type { FunctionUrl } from '../deployed-api.ts';
import type { AsynchronousConfig, Code, DeployedFunction } from '../deployment.ts';
import type { ResolvedResource, ResolvedStack } from '../stack.ts';
import { corsOf } from './cors.ts';
import { ofType, type Resources } from './resources.ts';
import { numberOf, textOf, textsOf } from './values.ts';

/** Whether a reference to a function, by name or ARN, with or without a qualifier, means this one. */
function meansFunction(reference: string, { identity }: ResolvedResource): boolean {
  const arn = identity.attributes.Arn!;
  return reference === identity.ref || reference === arn || reference.startsWith(`${arn}:`);
}

const folderOf = (uri: string | undefined) =>
  uri === undefined || !/^s3:/.test(uri) ? (uri ?? '.') : undefined;

const isImage = ({ PackageType, Code }: ModelMap) =>
  PackageType === 'Image' || mapOf(Code).ImageUri !== undefined;

/** The handler that an image is started with, where it is not the one in its Dockerfile. */
const commandOf = ({ ImageConfig }: ModelMap) => textsOf(mapOf(ImageConfig).Command)[0];

/** Where the code of a function comes from: a folder, a bundle, a CDK asset, or text in the template. */
function codeOf({ properties, metadata }: ResolvedResource): Code {
  const code = mapOf(properties.Code);
  const asset = textOf(metadata['aws:asset:path']) ?? textOf(code.S3Key);
  if (code.ZipFile !== undefined) return { kind: 'inline', text: String(code.ZipFile) };
  if (isImage(properties))
    return commandOf(properties) === undefined
      ? {
          kind: 'missing',
          reason: 'its code is a container image, and no command names its handler',
        }
      : { kind: 'image', folder: textOf(metadata.DockerContext) ?? '.' };
  if (asset !== undefined) return { kind: 'asset', path: asset };
  const folder = folderOf(textOf(code.CodeUri) ?? textOf(properties.Code));
  if (folder === undefined) return { kind: 'missing', reason: 'its code is in a bucket' };
  const build = mapOf(metadata.BuildProperties);
  if (metadata.BuildMethod === 'esbuild') return { kind: 'sam', folder, properties: build };
  if (metadata.BuildMethod === 'makefile')
    return { kind: 'missing', reason: 'a makefile builds it' };
  return { kind: 'folder', folder };
}

const environmentOf = (properties: ModelMap) =>
  Object.fromEntries(
    Object.entries(mapOf(mapOf(properties.Environment).Variables)).map(
      ([name, value]) => [name, textOf(value) ?? JSON.stringify(value)] as const,
    ),
  );

function asynchronousOf(fn: ResolvedResource, resources: Resources): AsynchronousConfig {
  const config = ofType(resources, 'AWS::Lambda::EventInvokeConfig').find((each) =>
    meansFunction(String(each.properties.FunctionName), fn),
  );
  const { OnSuccess, OnFailure } = mapOf(config?.properties.DestinationConfig);
  return {
    retries: numberOf(config?.properties.MaximumRetryAttempts, 2),
    onSuccess: textOf(mapOf(OnSuccess).Destination),
    onFailure: textOf(mapOf(OnFailure).Destination),
    deadLetters: textOf(mapOf(fn.properties.DeadLetterConfig).TargetArn),
  };
}

function urlOf(fn: ResolvedResource, resources: Resources): FunctionUrl | undefined {
  const url = ofType(resources, 'AWS::Lambda::Url').find((each) =>
    meansFunction(String(each.properties.TargetFunctionArn), fn),
  );
  if (!url) return undefined;
  const { AuthType, Cors } = url.properties;
  return {
    id: url.logicalId ?? url.id,
    auth: AuthType === 'NONE' ? 'NONE' : 'AWS_IAM',
    cors: corsOf(Cors),
  };
}

function functionOf(fn: ResolvedResource, { around, resources }: ResolvedStack): DeployedFunction {
  const { properties, identity, id } = fn;
  const reserved = properties.ReservedConcurrentExecutions;
  return {
    id,
    stack: around.stackName,
    region: around.region,
    name: identity.ref,
    arn: identity.attributes.Arn!,
    handler: textOf(properties.Handler) ?? commandOf(properties) ?? '',
    runtime: textOf(properties.Runtime) ?? '',
    timeoutSeconds: numberOf(properties.Timeout, DEFAULT_TIMEOUT),
    memoryMb: numberOf(properties.MemorySize, 128),
    environment: environmentOf(properties),
    code: codeOf(fn),
    logGroup: textOf(mapOf(properties.LoggingConfig).LogGroup) ?? `/aws/lambda/${identity.ref}`,
    concurrency: reserved === undefined ? undefined : numberOf(reserved, 0),
    asynchronous: asynchronousOf(fn, resources),
    url: urlOf(fn, resources),
  };
}

/** Functions that the CDK makes for itself while it deploys: they are no part of the application. */
const isProviders = ({ id }: ResolvedResource) =>
  /^(BucketNotificationsHandler|CustomS3AutoDelete|LogRetention|CustomResourceHandler|AWS679f53)/.test(
    id,
  );

export const functionsOf = (stack: ResolvedStack): readonly DeployedFunction[] =>
  ofType(stack.resources, 'AWS::Lambda::Function')
    .filter((each) => !isProviders(each))
    .map((each) => functionOf(each, stack));
