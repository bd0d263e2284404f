import type { Properties } from './template.ts';

/** A route of an API, whether it is a resource of its own or stands in the API's body. */
export interface Route {
  readonly api: string;
  readonly method: string;
  readonly path: string;
  /** Undefined where no function answers. */
  readonly fn: string | undefined;
  readonly settings: Properties;
}

export const functionIn = (uri: unknown) =>
  /(?:functions\/|^)(\w+)\.(?:Arn|Alias)/.exec(String(uri))?.[1];

export const jwt = (issuer: string, audience: readonly string[], source: unknown) =>
  `JWT of ${issuer} for ${audience} in ${source}`;

export const cognito = (pools: readonly string[], header: string) =>
  `users of ${pools} in ${header}`;

/** Without a word, CloudFormation validates nothing. */
export const validating = (body: unknown = false, parameters: unknown = false) =>
  `body ${body}, parameters ${parameters}`;
