import type { ForeignManifest, Manifest } from '../core/manifest.ts';
import type { ProjectPath } from '../core/paths.ts';
import type { Tree } from '../core/tree/tree.ts';
import type { Cutter } from '../editors/cutter.ts';
import type { ExtendContext } from '../host/context.ts';

/** All that removing needs from outside. */
export interface RemovalContext extends ExtendContext {
  readonly cut: Cutter;
}

export type AnyManifest = Manifest | ForeignManifest;

/** A removal while it is staged. */
export interface Removal {
  readonly context: RemovalContext;
  readonly tree: Tree;
  readonly manifest: AnyManifest;
  /** The owners that go. */
  readonly going: ReadonlySet<string>;
  /** Those of them of which something stays: existing values that they have changed stay so. */
  readonly staying: ReadonlySet<string>;
}

/** A project as it is by now, and its manifest. */
export type Known = Pick<Removal, 'context' | 'tree' | 'manifest'>;

/** A part of a removal that stays. */
export interface Stays {
  readonly owner: string;
  readonly path: ProjectPath;
  readonly line?: number;
  /** What it is called in the file; nothing for the whole file. */
  readonly name?: string;
  readonly why: 'edited' | 'used' | 'unknown';
  /** What uses it: "in line 12", "by src/a.ts". */
  readonly user?: string;
}

const reasonOf = ({ why, user }: Stays) => {
  if (why === 'edited') return 'was edited since it was made';
  if (why === 'unknown') return 'was added by an older version, which did not record where';
  return `is used ${user}`;
};

/** One line of a list: what stays, where, and why. */
export function shownStay(stays: Stays): string {
  const { path, line, name } = stays;
  const place = line === undefined ? path : `${path}:${line}`;
  return `${name === undefined ? place : `${place}: ${name}`} ${reasonOf(stays)}`;
}
