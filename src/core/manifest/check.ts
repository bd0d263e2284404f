import { RESTORE, refusal } from '../errors.ts';
import type { OptionValues } from '../options.ts';
import { isProjectPath, type ProjectPath, projectPath } from '../paths.ts';

export const MANIFEST = projectPath('lambda-app.json');

/** What refuses a manifest that somebody has written otherwise. */
export const damaged = (what: string, cause?: unknown) =>
  refusal(`${MANIFEST} is damaged: ${what}`, {
    at: { path: MANIFEST },
    hint: `${RESTORE} lambda-gen reads it to know what the project is made of.`,
    cause,
  });

export type Json = Readonly<Record<string, unknown>>;

export function object(value: unknown, what: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw damaged(`${what} is not an object`);
}

export function string(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw damaged(`${what} is not a string`);
}

export function oneOf<T extends string>(value: unknown, known: readonly T[], what: string): T {
  if (known.includes(value as T)) return value as T;
  throw damaged(`${what} is ${JSON.stringify(value)}, not one of ${known.join(', ')}`);
}

export function listOf<T>(
  value: unknown,
  what: string,
  parse: (each: unknown, what: string) => T,
): readonly T[] {
  if (Array.isArray(value)) return value.map((each, i) => parse(each, `${what}[${i}]`));
  throw damaged(`${what} is not a list`);
}

/** An object each of whose values is parsed; a key may be checked as well. */
export function recordOf<T>(
  value: unknown,
  what: string,
  parse: (each: unknown, what: string) => T,
  checkKey: (key: string, what: string) => unknown = () => undefined,
): Readonly<Record<string, T>> {
  const entries = Object.entries(object(value, what)).map(([key, each]) => {
    checkKey(key, what);
    return [key, parse(each, `${what}.${key}`)] as const;
  });
  return Object.fromEntries(entries);
}

export const strings = (value: unknown, what: string): OptionValues =>
  recordOf(value, what, string);

export function inside(path: string, what: string): ProjectPath {
  if (isProjectPath(path)) return path;
  throw damaged(`${what} has ${JSON.stringify(path)}, not a path inside the project`);
}

/** Entries sorted by their keys, so that a text does not depend on the order in which they came. */
export const sorted = <T>(record: Readonly<Record<string, T>>) =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
