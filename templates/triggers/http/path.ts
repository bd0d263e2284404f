const RULE =
  'A path begins with a slash; its segments are letters, digits and . _ ~ -, or a parameter such as {id}; {proxy+} may be the last.';

const SEGMENTS = /^(\/|(\/([\w.~-]+|\{[A-Za-z]\w*\}))+(\/\{[A-Za-z]\w*\+\})?|\/\{[A-Za-z]\w*\+\})$/;

export const pathProblem = (value: string): string | undefined =>
  SEGMENTS.test(value) ? undefined : RULE;

/** The resource of a permission to invoke for a route. */
export const arnPath = (method: string, path: string): string =>
  `${method === 'ANY' ? '*' : method}${path.replace(/\{[^}]+\}/g, '*')}`;
