import type { Properties } from './template.ts';

/** One thing that is so: of whom, what, and how. */
export type Fact = readonly [subject: string, aspect: string, value: unknown];

/** What tells the members of a list apart. */
const KEYS = ['Key', 'Name', 'Id', 'IndexName', 'AttributeName', 'Region', 'ResourcePath'] as const;

const keyOf = (member: Properties, index: number) => {
  const key = KEYS.find((each) => each in member);
  return key ? String(member[key]) : String(index);
};

export const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPair = (value: Properties) => 'Value' in value && Object.keys(value).length === 2;

/** A property with all that is below it: `Replicas.us-east-1.PointInTimeRecoveryEnabled`. */
function leaves(path: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value) && value.every(isObject))
    return value.flatMap((each, i) => leaves(`${path}.${keyOf(each, i)}`, each));
  if (Array.isArray(value)) return [[path, value.map(String).sort().join(', ')]];
  if (!isObject(value)) return [[path, value]];
  if (isPair(value)) return [[path, value.Value]];
  const entries = Object.entries(value);
  if (entries.length === 0) return [[path, {}]];
  return entries.flatMap(([key, each]) => leaves(path ? `${path}.${key}` : key, each));
}

/** All that properties say, as facts of one subject. */
export const about = (subject: string, properties: unknown, aspect = ''): readonly Fact[] =>
  leaves(aspect, properties).map(([path, value]) => [subject, path, value]);

const sorted = (value: unknown) =>
  isObject(value) ? Object.fromEntries(Object.entries(value).sort()) : value;

/** A value as a text that is the same for the same value. */
export const textOf = (value: unknown) =>
  typeof value === 'object' ? JSON.stringify(value, (_, each) => sorted(each)) : String(value);
