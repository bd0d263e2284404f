/** Reasons of editors, as they read behind "<file> was not changed: ". */
export const CANNOT_EXTEND = 'it is written in a way that cannot be extended safely';

export const hasNone = (id: string) => `it has no "${id}"`;

export const NO_JSON = 'it is no valid JSON';

export const IN_EXPRESSION = 'it is made inside of another expression';

export const hasTwice = (id: string) => `it has "${id}" more than once`;

export const NO_CONSTRUCTOR = 'the stack has no constructor';

export const EMPTY_CONSTRUCTOR = 'its constructor is empty';

export const isAnAlias = (key: string, { source }: { readonly source: string }) =>
  `${key} is the alias *${source}: write out a copy here, which can be extended by itself`;

export const hasAnchor = (what: string, anchor: string) =>
  `${what} would apply to each alias of its anchor &${anchor}: write those out first`;

export const isMergedIn = (key: string) =>
  `its ${key} comes from this merge key, and another would hide it: write it out first`;
