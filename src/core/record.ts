/** One thing that a command inserted into an existing file: where it is, and what it is. */
export interface Insertion {
  /**
   * Where. In a template and in JSON: the keys that lead to it. In code: what it is (`import`, `statement`, `member`,
   * `name`, `property`), then what it is in (a module, a class, a construct), then its own name.
   */
  readonly at: readonly string[];
  /** A hash of its tokens. Without one it is a section, and goes with the last entry in it. */
  readonly hash?: string;
  /** What was inserted in front of it to separate it from the rest, where that is not one line break. */
  readonly before?: string;
  /** The same behind it. */
  readonly after?: string;
  /** What an edit changed to make room: `{}`, or the text on one line that was opened. */
  readonly was?: string;
  /** Set when it was there already: it is needed, and was inserted by another owner or written by the user. */
  readonly isFound?: boolean;
}

/** An existing value that `--fix` changed. */
export interface ChangedValue {
  /** Where, as an insertion has it. */
  readonly at: readonly string[];
  /** Its text before. */
  readonly was: string;
  /** A hash of the tokens that it has now. */
  readonly hash: string;
}

/** Insertions by the file that they are in. */
export type Inserted = Readonly<Record<string, readonly Insertion[]>>;

/** What one owner brought: an instance, a part, or an addition. */
export interface OwnerRecord {
  /** The version of create-lambda-app that made it; empty where an older manifest did not say. */
  readonly version: string;
  /** The owners that it is built on. */
  readonly needs: readonly string[];
  readonly inserted: Inserted;
  /** The values that it changed, by the file that they are in. */
  readonly changed?: Readonly<Record<string, readonly ChangedValue[]>>;
  /** What a manifest of schema 1 has instead: the inserted texts. */
  readonly texts?: Readonly<Record<string, readonly string[]>>;
}

export type Records = Readonly<Record<string, OwnerRecord>>;

/** The characters [start, end) of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Reads off an edited file what its inserted spans are. `before` is the text without the edit. */
export type Recorder = (
  path: string,
  before: string,
  after: string,
  spans: readonly Span[],
) => readonly Insertion[];

/** What both insert, file by file. */
export function joined(one: Inserted, other: Inserted): Inserted {
  const paths = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const all = paths.map((path) => [path, [...(one[path] ?? []), ...(other[path] ?? [])]] as const);
  return Object.fromEntries(all.filter(([, each]) => each.length > 0));
}

/** Whether an insertion is in another one. */
export const isWithin = ({ at }: Insertion, outer: Insertion) =>
  at.length > outer.at.length && outer.at.every((key, n) => key === at[n]);

export const isAt = ({ at }: Insertion, other: readonly string[]) =>
  at.length === other.length && at.every((key, n) => key === other[n]);
