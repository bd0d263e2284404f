import type { Infrastructure, Place } from '../graph.ts';

/** A reason not to make an addition, for a message. */
export interface Finding {
  /** The rule's id: a row of docs/rules.md. */
  readonly rule: string;
  readonly place: Place;
  readonly reason: string;
  /** What the user can do instead, or first. */
  readonly wayOut: string;
  /** Where an existing value has to change, and to what: `--fix` makes the edit. */
  readonly fix?: { readonly place: Place; readonly property: string; readonly value: string };
}

/** What would be added, in the words of the graph. */
export interface Addition {
  readonly nodes: Infrastructure['nodes'];
  readonly edges: Infrastructure['edges'];
}

/** One file of this folder: finds what an addition would break. `after` is `before` with the addition. */
export interface Rule {
  readonly id: string;
  /** The documented constraint: a page of the service's guide, or the message of CloudFormation. */
  readonly source: string;
  check(before: Infrastructure, addition: Addition, after: Infrastructure): readonly Finding[];
}
