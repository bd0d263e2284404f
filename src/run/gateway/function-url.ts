import type { Api, FunctionUrl } from '../../infrastructure/resolve/deployed-api.ts';
import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';

/** A function's URL as the API that it is: one route, with payload format 2.0. */
export function urlApi(fn: DeployedFunction, { auth, cors, id }: FunctionUrl): Api {
  return {
    id: `${fn.id}Url`,
    endpoint: id,
    stack: fn.stack,
    kind: 'http',
    isUrl: true,
    name: `${fn.id}Url`,
    stage: '$default',
    cors,
    routes: [
      {
        method: 'ANY',
        path: '$default',
        functionArn: fn.arn,
        payload: '2.0',
        authorizer: auth === 'NONE' ? { kind: 'none' } : { kind: 'iam' },
        needsKey: false,
      },
    ],
  };
}
