import { LINE } from '../options.ts';

const RULE = `A path has at most ${LINE} characters and begins with a slash; its segments are letters, digits and . _ ~ -, or a parameter such as {id}, each of its own name; {proxy+} may be the last; . and .. are none.`;

const SEGMENTS = /^(\/|(\/([\w.~-]+|\{[A-Za-z]\w*\}))+(\/\{[A-Za-z]\w*\+\})?|\/\{[A-Za-z]\w*\+\})$/;

/** Clients resolve these before they send a request. */
const DOTS = /\/\.\.?(\/|$)/;

function hasTwins(path: string): boolean {
  const names = Array.from(path.matchAll(/\{(\w+)/g), ([, name]) => name);
  return new Set(names).size < names.length;
}

export const pathProblem = (value: string): string | undefined =>
  value.length <= LINE && SEGMENTS.test(value) && !DOTS.test(value) && !hasTwins(value)
    ? undefined
    : RULE;

/** The resource of a permission to invoke for a route. */
export const arnPath = (method: string, path: string): string =>
  `${method === 'ANY' ? '*' : method}${path.replace(/\{[^}]+\}/g, '*')}`;
