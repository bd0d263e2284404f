import { createHash } from 'node:crypto';
import type { Mutant } from './mutants.ts';
import type { Project } from './project.ts';

const SEED = 1;

/** A place of its own among all mutants, whatever the others are: a change of one template moves no other. */
const placeOf = ({ title }: Project, { where, what }: Mutant) =>
  createHash('sha256').update(`${SEED} ${title} ${where} ${what}`).digest('hex');

/** Some mutants of a project: always the same. */
export const sampleOf = (
  project: Project,
  mutants: readonly Mutant[],
  count: number,
): readonly Mutant[] =>
  mutants
    .map((mutant) => ({ mutant, place: placeOf(project, mutant) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
