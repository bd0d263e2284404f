/** Ten pairs of production options, each on a pattern that both change. */
export const OPTION_PAIRS: readonly (readonly [pattern: string, one: string, other: string])[] = [
  ['rest-api', 'database', 'budget'],
  ['rest-api', 'database', 'dashboard'],
  ['rest-api', 'database', 'powertools'],
  ['file-processing', 'vpc', 'shared'],
  ['file-processing', 'budget', 'dashboard'],
  ['pub-sub', 'vpc', 'image'],
  ['pub-sub', 'powertools', 'dashboard'],
  ['user-auth', 'image', 'linear'],
  ['scheduled-task', 'shared', 'canary'],
  ['workflow', 'canary', 'dashboard'],
];
