import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError, usageError } from '../../core/errors.ts';
import { guess } from '../../core/suggest.ts';
import { plain, stem } from '../../infrastructure/match.ts';
import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';
import { textAt } from '../../io/regular-file.ts';
import { moduleOf } from './find-function.ts';

export interface SampleEvent {
  /** JSON. */
  readonly text: string;
  /** Where it comes from, relative to the project; undefined for an empty one. */
  readonly path?: string | undefined;
}

/** Every sample event of a project, by its path below `events`. */
export function sampleFiles(root: string): readonly string[] {
  const folder = join(root, 'events');
  if (!existsSync(folder)) return [];
  return (
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      // Files such as _objects.json belong to sample events, and are none
      .filter((path) => path.endsWith('.json') && !basename(path).startsWith('_'))
      .sort()
  );
}

/** What a function is called in the names of files: by its id, and by the module that it runs. */
const namesOf = (fn: DeployedFunction) => [stem(fn.id), plain(fn.id), plain(moduleOf(fn) ?? '')];

/**
 * `orders/create.valid.json` is the case `valid` of the function with the module `orders/create`, or of that id;
 * `resize/sqs.valid.json` is the case `sqs.valid` of `resize`, an event of a trigger.
 */
function caseOf(path: string, names: readonly string[]): string | undefined {
  const [, owner, name] = /^(.+?)\.([^/]+)\.json$/.exec(path) ?? [];
  if (!owner || !name) return undefined;
  const isOf = (part: string) => names.some((each) => each.endsWith(plain(part)));
  if (isOf(owner)) return name;
  const folder = dirname(owner);
  return folder !== '.' && isOf(folder) ? `${basename(owner)}.${name}` : undefined;
}

/** The cases that a function has sample events of, by their short names. */
export function casesOf(root: string, fn: DeployedFunction): ReadonlyMap<string, string> {
  const names = namesOf(fn);
  const found = sampleFiles(root).flatMap((path) => {
    const name = caseOf(path, names);
    return name ? [[name, `events/${path}`] as const] : [];
  });
  return new Map(found);
}

/** A case by its name, or by the last part of it where only one is called so: `from-sns` is `sqs.from-sns`. */
function caseNamed(cases: ReadonlyMap<string, string>, event: string): string | undefined {
  const found = [...cases].filter(([name]) => name.endsWith(`.${event}`));
  return cases.get(event) ?? (found.length === 1 ? found[0]![1] : undefined);
}

function parsed(text: string, path: string): SampleEvent {
  try {
    return { text: JSON.stringify(JSON.parse(text)), path };
  } catch (cause) {
    throw new AppError('usage', `${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
}

const statOf = (path: string) => statSync(path, { throwIfNoEntry: false });
const isFile = (path: string) => statOf(path)?.isFile() ?? false;
const isFolder = (path: string) => statOf(path)?.isDirectory() ?? false;

const read = (root: string, path: string) => parsed(textAt(resolve(root, path), path) ?? '', path);

function unknown(name: string, fn: DeployedFunction, cases: ReadonlyMap<string, string>): AppError {
  const names = [...cases.keys()];
  const known =
    names.length > 0
      ? `${fn.id} has: ${names.join(', ')}.`
      : `There are none of ${fn.id} in events/.`;
  return usageError(
    `There is no sample event "${name}", and no such file`,
    guess(name, names) + known,
  );
}

export interface Asked {
  readonly root: string;
  readonly fn: DeployedFunction;
  /** A case, a file, `-` for the standard input; undefined for what is usual. */
  readonly event: string | undefined;
}

/** The event that is meant: one of `events`, else what the user has. Throws `usage` where there is none. */
export function sampleEvent(asked: Asked, own: SampleEvent | AppError | undefined): SampleEvent {
  const found = (asked.event === '-' ? undefined : projectEvent(asked)) ?? own;
  if (found instanceof AppError) throw found;
  return found ?? namedEvent(asked);
}

/**
 * An event of the project's folder `events`: a case of the function or another file there; without a name its case
 * `valid`, else `{}`. Undefined where there is none of that name.
 */
export function projectEvent({ root, fn, event }: Asked): SampleEvent | undefined {
  const cases = casesOf(root, fn);
  if (event === undefined) return defaultEvent(root, cases);
  const known = caseNamed(cases, event) ?? pathOf(root, event);
  return known === undefined ? undefined : read(root, known);
}

/** The same, of a request to `dev`, which reads no other file. Throws `usage` where there is none. */
export function namedEvent(asked: Asked): SampleEvent {
  const found = projectEvent(asked);
  if (found) return found;
  throw unknown(asked.event!, asked.fn, casesOf(asked.root, asked.fn));
}

/** An event that the user has: `-` is the standard input, another name a file. Undefined where there is no such file. */
export function ownEvent(event: string, cwd: string): SampleEvent | undefined {
  if (event === '-') return parsed(readFileSync(0, 'utf8'), 'The standard input');
  const file = resolve(cwd, event);
  if (isFolder(file)) throw usageError(`${event} is a folder`, 'Name a file in it, or a case.');
  return isFile(file) ? read(cwd, file) : undefined;
}

/**
 * A sample event by its path, `events/orders/create.valid.json`, by its whole name, `orders/create.valid`, or by
 * `create.valid` where only one is called so.
 */
function pathOf(root: string, event: string): string | undefined {
  const file = event.endsWith('.json') ? event : `${event}.json`;
  const name = file.replace(/^(\.\/)?events\//, '');
  const isPath = name !== file;
  const found = sampleFiles(root).filter(
    (path) => path === name || (!isPath && basename(path) === name),
  );
  return found.length === 1 ? `events/${found[0]}` : undefined;
}

function defaultEvent(root: string, cases: ReadonlyMap<string, string>): SampleEvent {
  const usual =
    caseNamed(cases, 'valid') ?? (cases.size === 1 ? [...cases.values()][0] : undefined);
  return usual ? read(root, usual) : { text: '{}' };
}
