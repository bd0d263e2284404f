import type { Api, Route } from '../../infrastructure/resolve/deployed-api.ts';

export interface Matched {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

const segments = (path: string) => path.split('/').filter((part) => part !== '');

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** How specific a route is, part by part: a text before a variable, and that before `{proxy+}`. */
const rank = (part: string | undefined) => {
  if (part === undefined || !part.startsWith('{')) return 0;
  return part.endsWith('+}') ? 2 : 1;
};

function parametersOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = segments(pattern);
  const given = segments(path);
  const found: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const name = /^\{(\w[\w.-]*)(\+)?\}$/.exec(part);
    const value = given[at];
    if (value === undefined) return undefined;
    if (name?.[2]) return { ...found, [name[1]!]: given.slice(at).map(decoded).join('/') };
    if (name) found[name[1]!] = decoded(value);
    else if (part !== decoded(value)) return undefined;
  }
  return given.length === wanted.length ? found : undefined;
}

function moreSpecific(a: Route, b: Route): number {
  const [left, right] = [segments(a.path), segments(b.path)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = rank(left[at]) - rank(right[at]);
    if (difference !== 0) return difference;
  }
  // A method before ANY
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

const takes = (route: Route, method: string) => route.method === 'ANY' || route.method === method;

/** The route that a request takes: the most specific one, then `$default`. */
export function matchRoute({ routes }: Api, method: string, path: string): Matched | undefined {
  const found = routes
    .filter((route) => route.path !== '$default' && takes(route, method))
    .flatMap((route) => {
      const pathParameters = parametersOf(route.path, path);
      return pathParameters ? [{ route, pathParameters }] : [];
    })
    .sort((a, b) => moreSpecific(a.route, b.route));
  const fallback = routes.find((route) => route.path === '$default' && takes(route, method));
  return found[0] ?? (fallback && { route: fallback, pathParameters: {} });
}
