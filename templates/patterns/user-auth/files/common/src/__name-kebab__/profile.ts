import * as z from 'zod/mini';

/** The group of all users; the pool has it under this name. */
export const GROUP = 'users';

const Claim = z.string().check(z.minLength(1), z.maxLength(256));

/** The fields of a profile that go into the tokens. */
export const Claims = z.object({ plan: Claim, tenantId: Claim });

export type Claims = z.infer<typeof Claims>;

export interface Profile extends Claims {
  userId: string;
  createdAt: string;
}

/** Everybody begins as a tenant of their own. */
export function newProfile(userId: string): Profile {
  return { userId, plan: 'free', tenantId: userId, createdAt: new Date().toISOString() };
}
