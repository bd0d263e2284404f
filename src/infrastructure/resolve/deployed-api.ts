import type { Model, ModelMap } from '../../editors/sam/model.ts';

export interface Resource {
  /** The logical id; behind its stack and a slash where several stacks have it. */
  readonly id: string;
  readonly stack: string;
}

export interface FunctionUrl {
  /** The logical id of the URL, which its address is known by. */
  readonly id: string;
  readonly auth: 'NONE' | 'AWS_IAM';
  readonly cors?: Cors | undefined;
}

export interface Cors {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  readonly credentials: boolean;
  readonly maxAgeSeconds?: number | undefined;
}

export type Authorizer =
  | { readonly kind: 'none' }
  | { readonly kind: 'iam' }
  /** Of an HTTP API. */
  | {
      readonly kind: 'jwt';
      readonly issuer: string;
      readonly audience: readonly string[];
      readonly header: string;
      readonly scopes: readonly string[];
    }
  /** Of a REST API. */
  | {
      readonly kind: 'cognito';
      readonly pools: readonly string[];
      readonly header: string;
      readonly scopes: readonly string[];
    }
  | {
      readonly kind: 'lambda';
      readonly functionArn: string;
      readonly style: 'token' | 'request';
      readonly payload: '1.0' | '2.0';
      readonly isSimple: boolean;
      /** Headers that a request must have: 401 without one. */
      readonly headers: readonly string[];
    };

/** What a gateway checks before it calls the function. */
export interface Validation {
  readonly bodySchema?: Model | undefined;
  readonly query: readonly string[];
  readonly headers: readonly string[];
}

export interface Route {
  /** `ANY` for every method. */
  readonly method: string;
  /** `/orders/{id}`, `/{proxy+}`; `$default` for the route that takes what no other does. */
  readonly path: string;
  /** Undefined where the integration is not with a function. */
  readonly functionArn?: string | undefined;
  /** What the integration is, where it is not with a function. */
  readonly integration?: ModelMap | undefined;
  readonly payload: '1.0' | '2.0';
  readonly authorizer: Authorizer;
  readonly validation?: Validation | undefined;
  readonly needsKey: boolean;
}

export interface Api extends Resource {
  /** The logical id, which its address is known by. */
  readonly endpoint: string;
  readonly kind: 'http' | 'rest';
  /** Whether it is a function's URL, with the rules of those. */
  readonly isUrl?: boolean;
  readonly name: string;
  /** The stage of a request that names none. */
  readonly stage: string;
  /** All stages; left out where there is one. */
  readonly stages?: readonly string[];
  /** Media types that a REST API takes for binary. */
  readonly binaryTypes?: readonly string[];
  readonly routes: readonly Route[];
  readonly cors?: Cors | undefined;
}
