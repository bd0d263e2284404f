/** Levenshtein distance in single-character edits. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, char] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (char === other ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** The candidate that differs by one character. */
export const misspelt = (word: string, candidates: readonly string[]): string | undefined =>
  candidates.find((candidate) => distance(word, candidate) === 1);

/** The only candidate that begins with the word, or the nearest one if it is near enough to be a typing error. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const begun = candidates.filter((candidate) => word.length > 1 && candidate.startsWith(word));
  if (begun.length === 1) return begun[0];
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: distance(word, candidate) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best && best.edits <= Math.max(2, word.length / 3) ? best.candidate : undefined;
}

/** The first sentence of a hint: what may be meant; nothing where nothing is near. */
export const meant = (near: string | undefined): string => (near ? `Did you mean "${near}"? ` : '');

/** The same of the nearest candidate. */
export const guess = (word: string, candidates: readonly string[]): string =>
  meant(nearest(word, candidates));

/** A hint: the nearest candidate, and all there are. */
export const didYouMean = (word: string, candidates: readonly string[]): string =>
  candidates.length === 0
    ? 'It takes none.'
    : `${guess(word, candidates)}Known: ${candidates.join(', ')}.`;
