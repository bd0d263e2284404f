import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';

/** Variables of the user's own that a process needs to run; of the others, a function must not see any. */
const KEPT = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SSL_CERT_FILE'];

const kept = () =>
  Object.fromEntries(
    KEPT.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );

/** `node` flags by which V8 keeps to the memory that the function has. */
export const memoryFlags = (memoryMb: number) => [`--max-old-space-size=${memoryMb}`];

export interface Where {
  /** Address of every AWS service, for the SDK. */
  readonly endpoint: string;
  /** Identifies the process to the local services. */
  readonly accessKeyId: string;
  readonly taskRoot: string;
}

/**
 * The variables of a function: the user's environment does not reach it, nor do credentials.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function environmentOf(
  fn: DeployedFunction,
  { endpoint, accessKeyId, taskRoot }: Where,
): Record<string, string> {
  return {
    ...kept(),
    // A function may set these itself
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    ...fn.environment,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    AWS_REGION: fn.region,
    AWS_DEFAULT_REGION: fn.region,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    // The version of Node.js on this machine has no effect on the deployment
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_EXECUTION_ENV: `AWS_Lambda_${fn.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: fn.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: fn.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: `local/[$LATEST]${accessKeyId}`,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: taskRoot,
    _HANDLER: fn.handler,
  };
}
