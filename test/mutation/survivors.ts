import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/io/package-root.ts';
import type { Mutant } from './mutants.ts';
import type { Project } from './project.ts';

/** The share of mutants that the infrastructure tests of a project notice at least. */
export const HELD = 0.97;

/** A row of docs/survivors.md: a kind of mutant that no test notices. */
export interface Reason {
  /** Of the title of a project, as in `rest-api sam api=rest auth=iam`. */
  readonly project: RegExp;
  readonly where: RegExp;
  readonly what: RegExp;
}

const ROW = /^\| `(?<project>[^`]+)` \| `(?<where>[^`]+)` \| `(?<what>[^`]+)` \| .+ \|$/gm;

const whole = (pattern = '') => new RegExp(`^(${pattern.replaceAll('\\|', '|')})$`, 's');

/** All rows of docs/survivors.md. */
export const reasons: readonly Reason[] = Array.from(
  readFileSync(join(packageRoot, 'docs/survivors.md'), 'utf8').matchAll(ROW),
  ({ groups = {} }) => ({
    project: whole(groups.project),
    where: whole(groups.where),
    what: whole(groups.what),
  }),
);

export const explains = (reason: Reason, { title }: Project, { where, what }: Mutant): boolean =>
  reason.project.test(title) && reason.where.test(where) && reason.what.test(what);

export const reasonFor = (project: Project, mutant: Mutant): Reason | undefined =>
  reasons.find((reason) => explains(reason, project, mutant));
