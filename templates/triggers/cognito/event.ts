/** What Cognito asks, as far as it is read here; a handler returns the event with its `response` filled in. */
export interface CognitoEvent {
  readonly triggerSource: string;
  readonly userPoolId: string;
  readonly userName: string;
  readonly request: { readonly userAttributes: Readonly<Record<string, string>> };
  readonly response: Readonly<Record<string, unknown>>;
}

/** Whom an event is about, and why it came. */
export interface User {
  /** Such as PreSignUp_SignUp, or PreSignUp_ExternalProvider. */
  readonly source: string;
  readonly pool: string;
  readonly name: string;
  /** Not yet validated: a user may have written them. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Reads the user of an event. Throws a TypeError for an event that is none of a user pool. */
export function parseCognitoEvent(event: unknown): User {
  if (!isCognitoEvent(event)) throw new TypeError('This is not an event of a user pool');
  const { triggerSource, userPoolId, userName, request } = event;
  return {
    source: triggerSource,
    pool: userPoolId,
    name: userName,
    attributes: request.userAttributes,
  };
}

/** Whether a user pool has sent the event. */
export function isCognitoEvent(event: unknown): event is CognitoEvent {
  const given = (event ?? {}) as Record<string, unknown>;
  const texts = [given.triggerSource, given.userPoolId, given.userName];
  const { userAttributes } = (given.request ?? {}) as Record<string, unknown>;
  const isWhole = texts.every((text) => typeof text === 'string');
  return isWhole && typeof userAttributes === 'object' && userAttributes !== null;
}
