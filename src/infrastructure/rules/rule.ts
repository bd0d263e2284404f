import type { Infrastructure, Node, Place } from '../graph.ts';

/** A property of an existing resource that has to change, and to what; in the words of the graph. */
export interface Fix {
  readonly node: Node;
  readonly property: keyof Node['properties'];
  readonly value: string | number | boolean;
}

/** A reason not to make an addition, for a message. */
export interface Finding {
  /** The rule's id: a row of docs/rules.md. */
  readonly rule: string;
  /** A place that exists before the addition. */
  readonly place: Place;
  readonly reason: string;
  /** What the user can do instead, or first. */
  readonly wayOut: string;
  /** Lines to paste by hand. */
  readonly paste?: string;
  /** The plain edit of an existing value: `--fix` makes it. */
  readonly fix?: Fix;
  /** Set where a value is unknown: the addition is made, and this is a warning. */
  readonly isUnsure?: true;
}

/** What an addition brings, in the words of the graph. */
export type Addition = Pick<Infrastructure, 'nodes' | 'edges'>;

/** One file of this folder: finds what an addition would break. `after` is `before` with the addition. */
export interface Rule {
  readonly id: string;
  /** The documented constraint: a page of the service's guide, or the message of CloudFormation. */
  readonly source: string;
  check(before: Infrastructure, addition: Addition, after: Infrastructure): readonly Finding[];
}
