import {
  AdminAddUserToGroupCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { GROUP, newProfile } from './profile.ts';
import { insertProfile } from './repository.ts';

interface UserEvent {
  userPoolId: string;
  userName: string;
  request: { userAttributes: { sub?: string } };
}

/** For all calls of one trigger: Cognito waits 5 s, a cold start included. */
export const budget = () => AbortSignal.timeout(3000);

const cognito = new CognitoIdentityProviderClient();

/**
 * Puts a user into the group and gives them a profile, unless they have one. The profile comes last:
 * where there is one, onboarding is done. Doing it again changes nothing.
 */
export async function onboard(event: UserEvent, abortSignal: AbortSignal) {
  const profile = newProfile(userIdOf(event));
  const { userPoolId: UserPoolId, userName: Username } = event;
  const add = new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName: GROUP });
  await cognito.send(add, { abortSignal });
  return insertProfile(profile, abortSignal);
}

export function userIdOf({ request }: UserEvent): string {
  const { sub } = request.userAttributes;
  if (!sub) throw new Error('The event names no user');
  return sub;
}
