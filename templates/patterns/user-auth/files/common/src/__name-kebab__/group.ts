/** The group of all users; the pool has it under this name. */
export const GROUP = 'users';
