import type { Iac } from '../../src/core/project.ts';
import type { Difference } from './table.ts';

/** What is so, by `subject · aspect`. */
export type Facts = ReadonlyMap<string, string>;

/** A stack of one variant of a pattern in both forms. */
export interface Compared {
  readonly pattern: string;
  readonly stage: string;
  /** `auth=iam api=rest` */
  readonly variant: string;
  /** Ids of its functions. */
  readonly functions: readonly string[];
  /** How many resources there are. */
  readonly resources: Readonly<Record<Iac, number>>;
  /** How many its contributions say there are. */
  readonly announced: Readonly<Record<Iac, number>>;
  readonly cdk: Facts;
  readonly sam: Facts;
}

interface Line {
  readonly subject: string;
  readonly aspect: string;
  readonly cdk: string;
  readonly sam: string;
}

const NONE = '–';
const EVERY = 'every function';

/** CDK lowers the case of ids that it makes of texts. */
const lowered = (facts: Facts) =>
  new Map([...facts].map(([key, value]) => [key.toLowerCase(), value]));

function differing(all: Compared): readonly Line[] {
  const [cdk, sam] = [lowered(all.cdk), lowered(all.sam)];
  const keys = new Map(
    [...all.cdk.keys(), ...all.sam.keys()].map((key) => [key.toLowerCase(), key]),
  );
  return [...keys].flatMap(([lower, key]) => {
    const [subject, aspect] = key.split(' · ') as [string, string];
    const line = { subject, aspect, cdk: cdk.get(lower) ?? NONE, sam: sam.get(lower) ?? NONE };
    return line.cdk === line.sam ? [] : [line];
  });
}

const isSame = (a: Line) => (b: Line) =>
  a.aspect === b.aspect && a.cdk === b.cdk && a.sam === b.sam;

/** What differs in a stack, with all functions as one where all differ alike. */
function linesOf(all: Compared): readonly Line[] {
  const lines = differing(all);
  return lines.map((line) => {
    const alike = lines.filter(isSame(line)).map(({ subject }) => subject);
    const isEvery = all.functions.length > 0 && all.functions.every((fn) => alike.includes(fn));
    return isEvery && all.functions.includes(line.subject) ? { ...line, subject: EVERY } : line;
  });
}

/** The variants in words: all, those with one choice, or one by one. */
function variantsIn(found: readonly string[], all: readonly string[]): readonly string[] {
  if (found.length === all.length) return [''];
  const choices = new Set(all.flatMap((variant) => variant.split(' ')));
  const one = [...choices].find((choice) => {
    const those = all.filter((variant) => variant.split(' ').includes(choice));
    return those.length === found.length && those.every((each) => found.includes(each));
  });
  return one ? [one] : found;
}

const hasSubject =
  (subject: string) =>
  ({ functions, cdk, sam }: Compared) =>
    subject === EVERY
      ? functions.length > 0
      : [...cdk.keys(), ...sam.keys()].some((key) => key.startsWith(`${subject} · `));

function whereIn(subject: string, found: readonly Compared[], all: readonly Compared[]): string {
  if (found.length === all.filter(hasSubject(subject)).length) return 'all';
  const patterns = [...new Set(found.map(({ pattern }) => pattern))];
  const of = (some: readonly Compared[], pattern: string) =>
    some.filter((each) => each.pattern === pattern).map(({ variant }) => variant);
  const places = patterns.flatMap((pattern) =>
    variantsIn(of(found, pattern), of(all, pattern)).map((variant) => `${pattern} ${variant}`),
  );
  return places.map((place) => place.trim()).join(', ');
}

function grouped<T>(all: readonly T[], key: (each: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const each of all) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return [...groups.values()];
}

/** All differences between the forms, each once, with where it is. */
export function differences(all: readonly Compared[]): readonly Difference[] {
  const lines = all.flatMap((its) => linesOf(its).map((line) => ({ its, line })));
  const single = grouped(lines, ({ line }) => JSON.stringify(line)).map((those) => {
    const { line } = those[0]!;
    const found = [...new Set(those.map(({ its }) => its))];
    return { ...line, where: whereIn(line.subject, found, all) };
  });
  return grouped(single, ({ where, subject, cdk, sam }) =>
    JSON.stringify([where, subject, cdk, sam]),
  ).map((those) => {
    const { where, subject, cdk, sam } = those[0]!;
    return { where, what: `${subject}: ${those.map(({ aspect }) => aspect).join(', ')}`, cdk, sam };
  });
}
