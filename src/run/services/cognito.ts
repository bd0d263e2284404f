import type { Pool } from '../../infrastructure/resolve/deployment.ts';
import { type Service, ServiceError } from './call.ts';
import { jsonService } from './json-service.ts';

/** The groups of user pools: who is in which. There are no users otherwise, for nobody signs in. */
export class Cognito {
  #pools: readonly Pool[] = [];
  /** Group names, by pool and user name. */
  readonly #groups = new Map<string, Set<string>>();

  create(pools: readonly Pool[]): void {
    this.#pools = pools;
  }

  #groupsOf({ UserPoolId, Username }: Record<string, unknown>): Set<string> {
    const key = `${String(UserPoolId)}/${String(Username)}`;
    const known = this.#groups.get(key) ?? new Set<string>();
    this.#groups.set(key, known);
    return known;
  }

  /** Sample events name pools of their own: the only pool with the group is meant then. */
  #checkGroup({ UserPoolId, GroupName }: Record<string, unknown>): void {
    const own = this.#pools.filter(({ poolId }) => poolId === UserPoolId);
    const pools = own.length > 0 ? own : this.#pools;
    if (pools.some(({ groups }) => groups.includes(String(GroupName)))) return;
    throw new ServiceError('ResourceNotFoundException', `There is no group ${String(GroupName)}.`);
  }

  readonly call: Service = jsonService('cognito-idp', {
    AdminAddUserToGroup: (input) => {
      this.#checkGroup(input);
      this.#groupsOf(input).add(String(input.GroupName));
    },
    AdminRemoveUserFromGroup: (input) => {
      this.#checkGroup(input);
      this.#groupsOf(input).delete(String(input.GroupName));
    },
    AdminListGroupsForUser: (input) => ({
      Groups: [...this.#groupsOf(input)].map((GroupName) => ({
        GroupName,
        UserPoolId: input.UserPoolId,
      })),
    }),
  });
}
