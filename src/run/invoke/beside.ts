import { dirname, join } from 'node:path';
import { refusal } from '../../core/errors.ts';
import { plain } from '../../infrastructure/match.ts';
import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';
import { textAt } from '../../io/regular-file.ts';
import { parsedJson } from '../core/json-text.ts';

/** Data beside sample events, by the name of a resource. */
export interface Beside<T> {
  /** Relative to the project. */
  readonly path: string;
  readonly data: Readonly<Record<string, T>>;
}

/** A file beside a sample event; undefined where there is none. Throws `refused` for one that is no JSON object. */
export function beside<T>(root: string, eventPath: string, file: string): Beside<T> | undefined {
  const path = join(dirname(eventPath), file);
  const text = textAt(join(root, path), path);
  if (text === undefined) return undefined;
  const data = parsedJson(text);
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw refusal(`${path} is not a JSON object`, { at: { path } });
  return { path, data: data as Beside<T>['data'] };
}

/** How many characters two names begin with that are the same. */
function common(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

type Resource = { readonly id: string; readonly name: string };

/** The resource whose id begins most like the function's; undefined where two do. */
function likest<T extends Resource>(fn: DeployedFunction, all: readonly T[]): T | undefined {
  const [first, second] = all
    .map((resource) => ({ resource, alike: common(plain(resource.id), plain(fn.id)) }))
    .sort((a, b) => b.alike - a.alike);
  return first && first.alike !== second?.alike ? first.resource : undefined;
}

/**
 * The resource that sample data means: of that name, else one whose id ends with it. Of several of these, the one that
 * the function has in its environment, else whose id is most like the function's.
 */
export function resourceCalled<T extends Resource>(
  name: string,
  fn: DeployedFunction,
  all: readonly T[],
): T | undefined {
  const exact = all.find((each) => each.name === name);
  if (exact) return exact;
  const ending = all.filter(({ id }) => plain(id).endsWith(plain(name)));
  const values = Object.values(fn.environment);
  const used = ending.filter((each) => values.includes(each.name));
  return used.length === 1 ? used[0] : likest(fn, ending);
}
